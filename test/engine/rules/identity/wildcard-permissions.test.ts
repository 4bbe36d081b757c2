import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

const id = "identity/wildcard-permissions";

testRoleRule(
  id,
  [
    ["ClusterRole", "*|*|*", "*", "critical"],
    ["Role", "*|*|*", "*", "high"],
    ["ClusterRole", "core|*|get, list", "*", "critical"],
    ["ClusterRole", "apps|*|*", "*", "high"],
    ["ClusterRole", "apps|*|get, list", "*", "low"],
    ["ClusterRole", "shop.example.com|*|*", "*", "low"],
    ["ClusterRole", "core|secrets|*", "*", "critical"],
    ["Role", "core|secrets|*|own", "*", "medium"],
    ["ClusterRole", "rbac.authorization.k8s.io|clusterroles|*", "*", "critical"],
    ["ClusterRole", "apps|deployments|*", "*", "high"],
    ["Role", "core|configmaps|*", "*", "low"],
    ["ClusterRole", "core|configmaps|*", "*", "medium"],
    ["ClusterRole", "coordination.k8s.io|leases|*", "*", "low"],
    ["ClusterRole", "*|widgets|get", "*", "low"],
  ],
  [
    ["ClusterRole", "core|pods|get, list, watch"],
    ["Role", "apps|deployments/status|get"],
  ],
);

test("a policy rule with every wildcard is one finding, and no other rule of the layer adds one", () => {
  const found = judge(undefined, role("ClusterRole", "*|*|*")).map(({ rule }) => rule);
  expect(found.filter((rule) => rule.startsWith("identity/"))).toEqual([id]);
});

test("the finding points at the resource where it is the wildcard, else at the verb, else at the group", () => {
  const at = (rule: string) => judge(id, role("ClusterRole", rule))[0]?.path;
  expect(at("core|pods, *|*")).toEqual(["rules", 0, "resources", 1]);
  expect(at("core|pods|get, *")).toEqual(["rules", 0, "verbs", 1]);
  expect(at("*|pods|get")).toEqual(["rules", 0, "apiGroups", 0]);
});

const urls = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tester
rules:
  - nonResourceURLs: ["/metrics", "*"]
    verbs: [get]
`;

test("every non-resource URL is found, but not beside every resource", () => {
  expect(judge(id, urls)).toMatchObject([
    { path: ["rules", 0, "nonResourceURLs", 1], range: "6:35-6:38", severity: "medium" },
  ]);
  const whole = `${urls}  - {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}\n`;
  expect(judge(id, whole)).toMatchObject([{ path: ["rules", 1, "resources", 0] }]);
});
