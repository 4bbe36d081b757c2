import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/aks-cluster";
const good = readFileSync("docs/examples/operations/aks-cluster.good.yaml", "utf8");

test.each([
  ["    managed: true\n", "", "spec.aadProfile.managed aadProfile"],
  ["networkPolicy: cilium", "networkPolicy: none", "spec.networkProfile.networkPolicy none"],
])("aks-azure-rbac-cni-acr-private-cluster: %s → %s", (from, to, expected) => {
  expect(places(rule, good.replace(from, to))).toEqual([expected]);
});
