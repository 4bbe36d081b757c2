import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

testRoleRule(
  "identity/modify-workloads",
  [
    ["ClusterRole", "apps|deployments|patch", "deployments", "high"],
    ["Role", "batch|jobs|update", "jobs", "medium"],
    ["Role", "apps|deployments|patch|web", "deployments", "low"],
  ],
  [
    ["Role", "apps|deployments|create, patch"],
    ["Role", "apps|deployments/scale|patch"],
    ["Role", "apps|deployments|get"],
  ],
);

test.each(["edit", "admin"])("a role that is collected into %s gives nothing that it lacks", (name) => {
  const text = role("ClusterRole", "argoproj.io|rollouts|update");
  const labels = `metadata:\n  labels: { rbac.authorization.k8s.io/aggregate-to-${name}: "true" }\n`;
  expect(judge("identity/modify-workloads", text)).toHaveLength(1);
  expect(judge("identity/modify-workloads", text.replace("metadata:\n", labels))).toEqual([]);
});
