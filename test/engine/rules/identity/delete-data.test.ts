import { testRoleRule } from "./role";

testRoleRule(
  "identity/delete-data",
  [
    ["ClusterRole", "core|namespaces|delete", "namespaces", "medium"],
    ["Role", "core|persistentvolumeclaims|delete", "persistentvolumeclaims", "low"],
    ["ClusterRole", "apps|deployments|deletecollection", "deployments", "medium"],
  ],
  [
    ["ClusterRole", "core|pods|delete"],
    ["ClusterRole", "apps|deployments|delete"],
    ["Role", "core|persistentvolumes|delete"],
    ["Role", "core|pods|deletecollection|one"],
  ],
);
