import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { role } from "./role";
import { pod, scope } from "./workload";

const id = "identity/workload-admin-account";
const web = pod("web", "serviceAccountName: web");

test.each([
  ["core|secrets|get", "reads the values of Secrets"],
  ["*|*|*", "reads the values of Secrets and"],
  ["core|nodes/proxy|get", "runs commands in every pod"],
  ["rbac.authorization.k8s.io|clusterroles|*", "writes roles"],
])("bound cluster-wide, %s is found at the account's name", (rule, message) => {
  const found = judge(
    id,
    scope(
      web,
      role("ClusterRole", rule),
      binding("ClusterRoleBinding", "ClusterRole tester", account("web")),
    ),
  );
  expect(found).toMatchObject([
    {
      rule: id,
      path: ["spec", "serviceAccountName"],
      range: "7:23-7:26",
      text: "web",
      message: expect.stringContaining(message),
    },
  ]);
  expect(found[0]?.finding.related).toMatchObject([
    { fact: { groupKind: "rbac.authorization.k8s.io/ClusterRoleBinding" }, path: ["subjects", 0, "name"] },
    { fact: { groupKind: "rbac.authorization.k8s.io/ClusterRole" }, path: ["rules", 0] },
  ]);
});

test("a default role has no place of its own", () => {
  const found = judge(
    id,
    scope(web, binding("ClusterRoleBinding", "ClusterRole cluster-admin", account("web"))),
  );
  expect(found).toMatchObject([{ path: ["spec", "serviceAccountName"] }]);
  expect(found[0]?.finding.related).toMatchObject([{ path: ["subjects", 0, "name"] }]);
});

test.each([
  scope(web, binding("RoleBinding", "ClusterRole cluster-admin", account("web"))),
  scope(web, binding("ClusterRoleBinding", "ClusterRole view", account("web"))),
  scope(
    web,
    role("ClusterRole", "core|secrets|get|one"),
    binding("ClusterRoleBinding", "ClusterRole tester", account("web")),
  ),
  scope(web, binding("ClusterRoleBinding", "ClusterRole cluster-admin", account("other"))),
  scope(
    pod("web", "serviceAccountName: web", "automountServiceAccountToken: false"),
    binding("ClusterRoleBinding", "ClusterRole cluster-admin", account("web")),
  ),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
