import { testRoleRule } from "./role";

testRoleRule(
  "identity/create-tokens",
  [
    ["ClusterRole", "core|serviceaccounts/token|create", "serviceaccounts/token", "critical"],
    ["Role", "core|serviceaccounts/token|create", "serviceaccounts/token", "high"],
    ["Role", "core|serviceaccounts/token|create|ci", "serviceaccounts/token", "medium"],
  ],
  [
    ["ClusterRole", "core|serviceaccounts|create"],
    ["Role", "core|serviceaccounts/token|get"],
  ],
);
