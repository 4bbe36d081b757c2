import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";

const ID = "network/admin-policy-invalid";
const admin = (kind: string, spec: object, name = "default") =>
  stringify({
    apiVersion: `policy.networking.k8s.io/${kind === "ClusterNetworkPolicy" ? "v1alpha2" : "v1alpha1"}`,
    kind,
    metadata: { name },
    spec: { subject: { namespaces: {} }, ...spec },
  });
const rule = (action?: string) => ({ ...(action ? { action } : {}), from: [{ namespaces: {} }] });

test("a baseline has one name", () => {
  expect(judge(ID, admin("BaselineAdminNetworkPolicy", {}, "base"))).toMatchObject([
    { path: ["metadata", "name"], text: "base" },
  ]);
  expect(judge(ID, admin("BaselineAdminNetworkPolicy", {}))).toEqual([]);
});

test.each([
  [{}, "a priority is missing"],
  [{ priority: 1001 }, "priority 1001 is not between 0 and 1000"],
  [{ priority: -1 }, "priority -1 is not between 0 and 1000"],
])("priority %j", (spec, message) => {
  expect(judge(ID, admin("AdminNetworkPolicy", spec))).toMatchObject([
    { path: ["spec", "priority"], message },
  ]);
});

test("a ClusterNetworkPolicy has a tier", () => {
  expect(judge(ID, admin("ClusterNetworkPolicy", { priority: 1 }))).toMatchObject([
    { path: ["spec", "tier"] },
  ]);
  expect(judge(ID, admin("ClusterNetworkPolicy", { priority: 1, tier: "Admin" }))).toEqual([]);
});

test.each([
  ["AdminNetworkPolicy", "Accept", "Allow"],
  ["ClusterNetworkPolicy", "Allow", "Accept"],
])("%s does not know %s", (kind, action, value) => {
  const path = ["spec", "ingress", 0, "action"];
  const [found] = judge(ID, admin(kind, { priority: 1, tier: "Admin", ingress: [rule(action)] }));
  expect(found).toMatchObject({ path, text: action });
  expect(found?.finding.fixes).toMatchObject([{ safety: "safe", changes: [{ path, value }] }]);
});

test("an action is needed, and a baseline cannot pass", () => {
  expect(judge(ID, admin("AdminNetworkPolicy", { priority: 1, ingress: [rule()] }))).toMatchObject([
    { path: ["spec", "ingress", 0, "action"], message: "the rule has no action" },
  ]);
  expect(judge(ID, admin("BaselineAdminNetworkPolicy", { ingress: [rule("Pass")] }))).toMatchObject([
    { message: 'action "Pass" is unknown here: Allow, Deny' },
  ]);
  expect(judge(ID, admin("AdminNetworkPolicy", { priority: 1, ingress: [rule("Pass")] }))).toEqual([]);
});
