import { testRoleRule } from "./role";

testRoleRule(
  "identity/impersonate",
  [
    ["ClusterRole", "core|users, groups|impersonate", "impersonate", "critical"],
    ["Role", "core|serviceaccounts|impersonate", "impersonate", "high"],
    ["ClusterRole", "core|users|impersonate|jane", "impersonate", "medium"],
    [
      "ClusterRole",
      "authentication.k8s.io|serviceaccounts|impersonate:serviceaccount",
      "impersonate:serviceaccount",
      "critical",
    ],
    [
      "ClusterRole",
      "authentication.k8s.io|nodes|impersonate:arbitrary-node",
      "impersonate:arbitrary-node",
      "critical",
    ],
  ],
  [
    ["ClusterRole", "core|serviceaccounts|get"],
    ["ClusterRole", "authentication.k8s.io|userextras/scopes|impersonate"],
    ["ClusterRole", "core|pods|impersonate-on:user-info:get"],
  ],
);
