import { testRoleRule } from "./role";

testRoleRule(
  "identity/port-forward",
  [
    ["ClusterRole", "core|pods/portforward|create", "pods/portforward", "medium"],
    ["Role", "core|pods/portforward|get", "pods/portforward", "low"],
  ],
  [
    ["ClusterRole", "core|pods|create"],
    ["Role", "core|services|get"],
  ],
);
