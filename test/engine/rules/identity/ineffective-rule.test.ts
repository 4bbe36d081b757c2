import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

const id = "identity/ineffective-rule";

testRoleRule(
  id,
  [
    ["ClusterRole", "core|pods/*|get", "pods/*", "low"],
    ["ClusterRole", "*|*/*|get", "*/*", "low"],
    ["ClusterRole", "core|nodes/*|get", "nodes/*", "low"],
    ["ClusterRole", "core|Pods|get", "Pods", "low"],
    ["ClusterRole", "core|pod|get", "pod", "low"],
    ["ClusterRole", "networking.k8s.io|networkpolicy|get", "networkpolicy", "low"],
    ["ClusterRole", "apps/v1|widgets|get", "apps/v1", "low"],
    ["ClusterRole", "*.example.com|widgets|get", "*.example.com", "low"],
    ["ClusterRole", "v1|pods|get", "v1", "low"],
    ["ClusterRole", "core|deployments|get", "deployments", "low"],
    ["ClusterRole", "core|pods|GET", "GET", "low"],
    ["ClusterRole", "core|pods|get*", "get*", "low"],
    ["ClusterRole", "core|pods|read", "read", "low"],
    ["ClusterRole", "core|secrets|create|one", "create", "low"],
    ["Role", "core|nodes|list", "nodes", "low"],
  ],
  [
    ["ClusterRole", "core, apps|pods, deployments|get"],
    ["ClusterRole", "core|*/log|get"],
    ["ClusterRole", "core|pods/exec|create|one"],
    ["Role", "core|namespaces|get"],
    ["ClusterRole", "serving.knative.dev|services|get"],
  ],
);

test("a Role with non-resource URLs", () => {
  const text = role("Role", "core|pods|get").replace(
    'apiGroups: [""], resources: ["pods"]',
    "nonResourceURLs: [/metrics]",
  );
  expect(judge(id, text)).toMatchObject([{ path: ["rules", 0, "nonResourceURLs", 0], text: "/metrics" }]);
});
