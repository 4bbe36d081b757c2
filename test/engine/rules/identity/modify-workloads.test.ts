import { testRoleRule } from "./role";

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
