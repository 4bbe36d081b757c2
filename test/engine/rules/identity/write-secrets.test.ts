import { testRoleRule } from "./role";

testRoleRule(
  "identity/write-secrets",
  [
    ["ClusterRole", "core|secrets|create", "secrets", "high"],
    ["Role", "core|secrets|create, patch", "secrets", "medium"],
  ],
  [
    ["ClusterRole", "core|secrets|get, create"],
    ["Role", "core|secrets|patch|own"],
    ["Role", "core|secrets|delete"],
  ],
);
