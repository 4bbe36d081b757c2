import { testRoleRule } from "./role";

testRoleRule(
  "identity/write-namespaces",
  [
    ["ClusterRole", "core|namespaces|patch", "namespaces", "high"],
    ["Role", "core|namespaces|update", "namespaces", "medium"],
    ["ClusterRole", "core|namespaces|patch|dev", "namespaces", "low"],
  ],
  [
    ["ClusterRole", "core|namespaces|get, list"],
    ["ClusterRole", "core|namespaces|create"],
  ],
);
