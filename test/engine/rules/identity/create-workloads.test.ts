import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

testRoleRule(
  "identity/create-workloads",
  [
    ["ClusterRole", "core|pods|create", "pods", "high"],
    ["Role", "apps|deployments|get, create", "deployments", "medium"],
    ["ClusterRole", "batch|cronjobs|create", "cronjobs", "high"],
  ],
  [
    ["ClusterRole", "core|pods|get, list"],
    ["Role", "core|deployments|create"],
    ["Role", "core|pods|create|one"],
    ["ClusterRole", "*|*|*"],
  ],
);

test.each(["edit", "admin"])("a role that is collected into %s gives nothing that it lacks", (name) => {
  const text = role("ClusterRole", "argoproj.io|rollouts|create");
  const labels = `metadata:\n  labels: { rbac.authorization.k8s.io/aggregate-to-${name}: "true" }\n`;
  expect(judge("identity/create-workloads", text)).toHaveLength(1);
  expect(judge("identity/create-workloads", text.replace("metadata:\n", labels))).toEqual([]);
});
