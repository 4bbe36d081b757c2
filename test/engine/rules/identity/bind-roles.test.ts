import { testRoleRule } from "./role";

testRoleRule(
  "identity/bind-roles",
  [
    ["ClusterRole", "rbac.authorization.k8s.io|clusterroles|bind", "bind", "critical"],
    ["Role", "rbac.authorization.k8s.io|roles|bind", "bind", "high"],
    ["ClusterRole", "rbac.authorization.k8s.io|clusterroles|bind|view", "bind", "medium"],
  ],
  [
    ["ClusterRole", "rbac.authorization.k8s.io|clusterroles|list"],
    ["Role", "rbac.authorization.k8s.io|rolebindings|get"],
  ],
);
