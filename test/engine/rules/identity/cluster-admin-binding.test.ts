import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding, subject } from "./binding";

const id = "identity/cluster-admin-binding";

test("cluster-wide it is critical, in a namespace high", () => {
  expect(judge(id, binding("ClusterRoleBinding", "ClusterRole cluster-admin", account("ci")))).toMatchObject([
    { rule: id, path: ["roleRef", "name"], range: "8:9-8:22", text: "cluster-admin", severity: "critical" },
  ]);
  expect(judge(id, binding("RoleBinding", "ClusterRole cluster-admin", account("ci")))).toMatchObject([
    { path: ["roleRef", "name"], range: "9:9-9:22", severity: "high" },
  ]);
});

test.each([
  ["another role", binding("ClusterRoleBinding", "ClusterRole view", account("ci"))],
  ["a Role of that name", binding("RoleBinding", "Role cluster-admin", account("ci"))],
  [
    "a group that another rule reports",
    binding("ClusterRoleBinding", "ClusterRole cluster-admin", subject("Group", "system:masters")),
  ],
  [
    "the binding of the API server",
    binding("ClusterRoleBinding", "ClusterRole cluster-admin", account("ci")).replace(
      "name: tester",
      "name: tester\n  labels: {kubernetes.io/bootstrapping: rbac-defaults}",
    ),
  ],
])("%s is not", (_, text) => {
  expect(judge(id, text)).toEqual([]);
});
