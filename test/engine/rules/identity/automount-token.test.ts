import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding, subject } from "./binding";
import { plainAccount, pod, scope } from "./workload";

const id = "identity/automount-token";
const web = pod("web", "serviceAccountName: web");
const path = ["spec", "automountServiceAccountToken"];

test("an account without bindings: a hint in an open scope, a finding in a closed one", () => {
  const open = judge(id, web);
  expect(open).toMatchObject([{ rule: id, path, range: "4:9-4:12", severity: "low" }]);
  expect(open[0]?.finding.fixes).toMatchObject([
    { safety: "harden", changes: [{ op: "set", path, value: false }] },
  ]);
  const closed = judge(id, web, { closed: true });
  expect(closed).toMatchObject([{ path, severity: "medium" }]);
  expect(closed[0]?.finding.fixes).toMatchObject([{ safety: "safe" }]);
});

test("true that is written is pointed at", () => {
  const text = scope(
    pod("web", "serviceAccountName: web", "automountServiceAccountToken: true"),
    plainAccount("web", "automountServiceAccountToken: false"),
  );
  expect(judge(id, text)).toMatchObject([{ path, text: "true" }]);
});

test("the fix is withheld where the Vault agent needs the token", () => {
  const injected = web.replace(
    "namespace: shop",
    'namespace: shop\n  annotations: {vault.hashicorp.com/agent-inject: "true"}',
  );
  expect(judge(id, injected)[0]?.finding.fixes).toEqual([]);
});

test.each([
  pod("web", "serviceAccountName: web", "automountServiceAccountToken: false"),
  scope(web, plainAccount("web", "automountServiceAccountToken: false")),
  scope(web, binding("RoleBinding", "Role r", account("web"))),
  scope(web, binding("ClusterRoleBinding", "ClusterRole r", subject("Group", "system:serviceaccounts:shop"))),
  scope(web, binding("RoleBinding", "Role r", subject("User", "system:serviceaccount:shop:web"))),
  pod("web"),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});

test("a binding of another namespace's account does not count", () => {
  expect(judge(id, scope(web, binding("RoleBinding", "Role r", account("web", "other"))))).toMatchObject([
    { path },
  ]);
});
