import { testRoleRule } from "./role";

testRoleRule(
  "identity/service-status",
  [
    ["ClusterRole", "core|services/status|patch", "services/status", "medium"],
    ["Role", "core|services/status|update", "services/status", "low"],
  ],
  [
    ["ClusterRole", "core|services|patch"],
    ["ClusterRole", "core|services/status|get"],
  ],
);
