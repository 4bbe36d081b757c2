import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

const id = "identity/write-config-maps";

testRoleRule(
  id,
  [
    ["ClusterRole", "core|configmaps|get, patch", "configmaps", "medium"],
    ["ClusterRole", "core|secrets, configmaps|update|aws-auth", "configmaps", "critical"],
    ["ClusterRole", "core|configmaps|update|coredns", "configmaps", "high"],
  ],
  [
    ["ClusterRole", "core|configmaps|get, list"],
    ["ClusterRole", "core|configmaps|update|leader-election"],
    ["Role", "core|configmaps|create, update"],
    ["ClusterRole", "core|configmaps|*"],
  ],
);

test("a Role of kube-system reaches the cluster's DNS", () => {
  const text = role("Role", "core|configmaps|update").replace("namespace: shop", "namespace: kube-system");
  expect(judge(id, text)).toMatchObject([
    { path: ["rules", 0, "resources", 0], range: "7:35-7:47", severity: "high" },
  ]);
});
