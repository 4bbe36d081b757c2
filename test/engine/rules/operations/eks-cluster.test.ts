import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/eks-cluster";
const good = readFileSync("docs/examples/operations/eks-cluster.good.yaml", "utf8");

test.each([
  ["[audit, authenticator]", "[authenticator]", "cloudWatch.clusterLogging.enableTypes enableTypes"],
  ["privateNetworking: true", "privateNetworking: false", "managedNodeGroups.0.privateNetworking false"],
])("eks-endpoint-public-private-nodes-logs-ecr: %s → %s", (from, to, expected) => {
  expect(places(rule, good.replace(from, to))).toEqual([expected]);
});

test("a key that is missing is reported", () => {
  expect(places(rule, good.replace(/secretsEncryption:\n.*\n/, ""))).toEqual([
    "secretsEncryption.keyARN shop",
  ]);
});
