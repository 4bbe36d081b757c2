import { testRoleRule } from "./role";

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
