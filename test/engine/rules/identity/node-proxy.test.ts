import { testRoleRule } from "./role";

testRoleRule(
  "identity/node-proxy",
  [
    ["ClusterRole", "core|nodes/proxy|get", "nodes/proxy", "critical"],
    ["ClusterRole", "core|nodes, nodes/proxy|create", "nodes/proxy", "critical"],
    ["ClusterRole", "core|*/proxy|get", "*/proxy", "critical"],
    ["ClusterRole", "core|nodes/proxy|get|node-1", "nodes/proxy", "high"],
  ],
  [
    ["ClusterRole", "core|nodes/metrics|get"],
    ["ClusterRole", "core|nodes|get"],
    ["Role", "core|nodes/proxy|get"],
    ["ClusterRole", "core|nodes/*|get"],
    ["ClusterRole", "core|*|get"],
  ],
);
