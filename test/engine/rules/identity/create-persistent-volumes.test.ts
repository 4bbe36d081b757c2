import { testRoleRule } from "./role";

testRoleRule(
  "identity/create-persistent-volumes",
  [
    ["ClusterRole", "core|persistentvolumes|create", "persistentvolumes", "high"],
    ["ClusterRole", "core|persistentvolumeclaims, persistentvolumes|patch", "persistentvolumes", "high"],
  ],
  [
    ["ClusterRole", "core|persistentvolumeclaims|create"],
    ["Role", "core|persistentvolumes|create"],
    ["ClusterRole", "core|persistentvolumes|get"],
  ],
);
