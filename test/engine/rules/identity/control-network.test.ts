import { testRoleRule } from "./role";

testRoleRule(
  "identity/control-network",
  [
    ["ClusterRole", "networking.k8s.io|networkpolicies|delete", "networkpolicies", "medium"],
    ["Role", "networking.k8s.io|ingresses, networkpolicies|patch", "ingresses", "low"],
    ["Role", "gateway.networking.k8s.io|httproutes|create", "httproutes", "low"],
    ["ClusterRole", "policy.networking.k8s.io|adminnetworkpolicies|update", "adminnetworkpolicies", "medium"],
  ],
  [
    ["ClusterRole", "networking.k8s.io|networkpolicies|get"],
    ["ClusterRole", "networking.k8s.io|ingresses/status|update"],
  ],
);
