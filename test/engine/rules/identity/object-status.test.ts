import { testRoleRule } from "./role";

testRoleRule(
  "identity/object-status",
  [
    ["ClusterRole", "core|nodes/status|patch", "nodes/status", "medium"],
    ["Role", "core|pods/status|update", "pods/status", "low"],
    ["ClusterRole", "core|*/status|patch", "*/status", "medium"],
  ],
  [
    ["ClusterRole", "core|nodes/status|get"],
    ["Role", "core|nodes/status|patch"],
    ["ClusterRole", "apps|deployments/status|patch"],
  ],
);
