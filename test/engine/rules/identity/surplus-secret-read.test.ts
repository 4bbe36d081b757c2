import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { role } from "./role";
import { plainAccount, pod, scope } from "./workload";

const id = "identity/surplus-secret-read";
const web = pod("web", "serviceAccountName: web", "volumes: [{name: db, secret: {secretName: shop-db}}]");

test.each(["edit", "admin"])("%s reads Secrets, and what is mounted needs no right", (name) => {
  const found = judge(id, scope(web, binding("RoleBinding", `ClusterRole ${name}`, account("web"))));
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "serviceAccountName"], range: "7:23-7:26", text: "web", severity: "high" },
  ]);
  expect(found[0]?.message).toMatch(/every Secret of namespace "shop" .*\(shop-db\) needs no right/);
  expect(found[0]?.finding.related).toMatchObject([{ path: ["subjects", 0, "name"] }]);
});

test.each([
  ["view reads none", scope(web, binding("RoleBinding", "ClusterRole view", account("web")))],
  [
    "a role of the manifests is reported at its rule",
    scope(web, role("Role", "core|secrets|get"), binding("RoleBinding", "Role tester", account("web"))),
  ],
  [
    "use of the API is declared",
    scope(
      web,
      plainAccount("web").replace(
        "namespace: shop",
        'namespace: shop\n  annotations: {kube-rampart/reads-secrets: "*"}',
      ),
      binding("RoleBinding", "ClusterRole edit", account("web")),
    ),
  ],
  ["nobody runs as it", binding("RoleBinding", "ClusterRole edit", account("web"))],
])("%s", (_, text) => {
  expect(judge(id, text)).toEqual([]);
});

test("the configuration may declare the use of the API too", () => {
  const text = scope(web, binding("RoleBinding", "ClusterRole edit", account("web")));
  const declare = (name: string) => ({ rules: { [id]: { accounts: [name] } } });
  expect(judge(id, text, declare("shop/web"))).toEqual([]);
  expect(judge(id, text, declare("shop/api"))).toMatchObject([{ path: ["spec", "serviceAccountName"] }]);
});
