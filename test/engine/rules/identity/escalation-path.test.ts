import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { role } from "./role";
import { pod, scope } from "./workload";

const id = "identity/escalation-path";
const ci = pod("ci", "serviceAccountName: ci");
const mayInShop = (rule: string) =>
  scope(role("Role", rule), binding("RoleBinding", "Role tester", account("ci")));
const admin = (namespace = "shop") =>
  binding("ClusterRoleBinding", "ClusterRole cluster-admin", account("operator", namespace)).replace(
    "name: tester",
    "name: operator",
  );
const operator = pod("operator", "serviceAccountName: operator", "automountServiceAccountToken: false");

test.each([
  ["core|pods|create", ""],
  ["apps|deployments|*", ""],
  ["core|serviceaccounts/token|create", ""],
  ["core|serviceaccounts/token|create|operator", ""],
  ["core|secrets|create", ""],
  ["core|serviceaccounts|impersonate", ""],
  ["core|pods/exec|create", operator],
  ["apps|deployments|patch", operator],
])("%s leads to the account of the same namespace", (rule, more) => {
  const found = judge(id, scope(ci, mayInShop(rule), admin(), ...(more ? [more] : [])));
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "serviceAccountName"], range: "7:23-7:25", severity: "critical" },
  ]);
  expect(found[0]?.message).toContain('becomes "operator"');
  expect(found[0]?.finding.related.map(({ fact, path }) => [fact?.name, path[0]])).toEqual([
    ["tester", "subjects"],
    ["tester", "rules"],
    ["operator", "subjects"],
  ]);
});

test.each([
  ["the account lives elsewhere", scope(ci, mayInShop("core|pods|create"), admin("other"))],
  ["nobody is powerful", scope(ci, mayInShop("core|pods|create"))],
  ["no pod runs as it", scope(ci, mayInShop("core|pods/exec|create"), admin())],
  ["the token of another account", scope(ci, mayInShop("core|serviceaccounts/token|create|web"), admin())],
  ["only users may be impersonated", scope(ci, mayInShop("core|users|impersonate"), admin())],
  ["reading alone", scope(ci, mayInShop("core|pods|get"), admin())],
  [
    "no token is mounted",
    scope(
      pod("ci", "serviceAccountName: ci", "automountServiceAccountToken: false"),
      mayInShop("core|pods|create"),
      admin(),
    ),
  ],
])("%s", (_, text) => {
  expect(judge(id, text)).toEqual([]);
});
