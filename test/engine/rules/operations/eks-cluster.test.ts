import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/eks-cluster";
const good = readFileSync("docs/examples/operations/eks-cluster.good.yaml", "utf8");

test.each([
  ["publicAccess: false", "publicAccess: true", "vpc.publicAccessCIDRs vpc"],
  ["    publicAccess: false\n", "", "vpc.publicAccessCIDRs vpc"],
  ["[audit, authenticator]", "[authenticator]", "cloudWatch.clusterLogging.enableTypes enableTypes"],
  ["withOIDC: true", "withOIDC: false", "iam.withOIDC false"],
  ["privateNetworking: true", "privateNetworking: false", "managedNodeGroups.0.privateNetworking false"],
])("eks-endpoint-public-private-nodes-logs-ecr: %s → %s", (from, to, expected) => {
  expect(places(rule, good.replace(from, to))).toEqual([expected]);
});

test("a key that is missing is reported", () => {
  expect(places(rule, good.replace(/secretsEncryption:\n.*\n/, ""))).toEqual([
    "secretsEncryption.keyARN shop",
  ]);
});

test.each([
  good
    .replace("publicAccess: false", "publicAccess: true")
    .replace("vpc:\n", "vpc:\n  publicAccessCIDRs: [192.0.2.0/24]\n"),
  good.replace("withOIDC: true", "podIdentityAssociations: [{ namespace: shop }]"),
])("the alternative satisfies", (text) => {
  expect(places(rule, text)).toEqual([]);
});
