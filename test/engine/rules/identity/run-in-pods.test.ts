import { testRoleRule } from "./role";

testRoleRule(
  "identity/run-in-pods",
  [
    ["ClusterRole", "core|pods/exec|create", "pods/exec", "high"],
    ["ClusterRole", "core|pods, pods/attach|get", "pods/attach", "high"],
    ["Role", "core|pods/ephemeralcontainers|patch", "pods/ephemeralcontainers", "medium"],
    ["Role", "core|pods/exec|create|db-0", "pods/exec", "low"],
    ["ClusterRole", "core|*/exec|create", "*/exec", "high"],
  ],
  [
    ["ClusterRole", "core|pods|get"],
    ["ClusterRole", "core|pods/log|get"],
    ["Role", "core|pods/ephemeralcontainers|get"],
    ["ClusterRole", "core|pods/*|create"],
  ],
);
