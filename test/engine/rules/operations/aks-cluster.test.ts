import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/aks-cluster";
const good = readFileSync("docs/examples/operations/aks-cluster.good.yaml", "utf8");

test.each([
  [
    "enablePrivateCluster: true",
    "enablePrivateCluster: false",
    "spec.apiServerAccessProfile.enablePrivateCluster false",
  ],
  ["disableLocalAccounts: true", "disableLocalAccounts: false", "spec.disableLocalAccounts false"],
  ["    managed: true\n", "", "spec.aadProfile.managed aadProfile"],
  ["networkPolicy: cilium", "networkPolicy: none", "spec.networkProfile.networkPolicy none"],
  ["      enabled: true\n", "      enabled: false\n", "spec.securityProfile.workloadIdentity.enabled false"],
])("aks-azure-rbac-cni-acr-private-cluster, aks-workload-identity-on: %s → %s", (from, to, expected) => {
  expect(places(rule, good.replace(from, to))).toEqual([expected]);
});

test("authorised ranges satisfy instead of a private cluster", () => {
  expect(
    places(rule, good.replace("enablePrivateCluster: true", "authorizedIPRanges: [192.0.2.0/24]")),
  ).toEqual([]);
});
