import { testRoleRule } from "./role";

testRoleRule(
  "identity/escalate-roles",
  [
    ["ClusterRole", "rbac.authorization.k8s.io|clusterroles|get, escalate", "escalate", "critical"],
    ["Role", "rbac.authorization.k8s.io|roles|escalate", "escalate", "high"],
    ["Role", "rbac.authorization.k8s.io|roles|escalate|one", "escalate", "medium"],
  ],
  [
    ["ClusterRole", "rbac.authorization.k8s.io|clusterroles|get"],
    ["Role", "core|roles|escalate"],
    ["ClusterRole", "rbac.authorization.k8s.io|rolebindings|escalate"],
  ],
);
