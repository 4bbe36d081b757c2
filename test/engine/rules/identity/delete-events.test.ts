import { testRoleRule } from "./role";

testRoleRule(
  "identity/delete-events",
  [
    ["ClusterRole", "core|events|create, delete", "events", "medium"],
    ["Role", "events.k8s.io|events|deletecollection", "events", "low"],
    ["Role", "core|pods/log|delete", "pods/log", "low"],
  ],
  [
    ["ClusterRole", "core|events|create, patch"],
    ["Role", "core|pods/log|get"],
  ],
);
