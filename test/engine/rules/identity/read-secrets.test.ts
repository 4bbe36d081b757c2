import { testRoleRule } from "./role";

testRoleRule(
  "identity/read-secrets",
  [
    ["ClusterRole", "core|secrets|get", "secrets", "critical"],
    ["ClusterRole", "core|configmaps, secrets|watch", "secrets", "critical"],
    ["Role", "core|secrets|list", "secrets", "high"],
    ["Role", "core|secrets|get|db", "secrets", "medium"],
    ["ClusterRole", "*|secrets|get", "secrets", "critical"],
  ],
  [
    ["ClusterRole", "core|secrets|create"],
    ["ClusterRole", "apps|secrets|get"],
    ["ClusterRole", "core|configmaps|get"],
    ["ClusterRole", "core|secrets|*"],
    ["Role", "*|*|get"],
  ],
);
