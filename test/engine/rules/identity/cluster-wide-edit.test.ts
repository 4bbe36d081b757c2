import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding, subject } from "./binding";

const id = "identity/cluster-wide-edit";

test.each(["edit", "admin"])("%s by a ClusterRoleBinding", (role) => {
  expect(judge(id, binding("ClusterRoleBinding", `ClusterRole ${role}`, account("ci")))).toMatchObject([
    { rule: id, path: ["roleRef", "name"], text: role, severity: "high" },
  ]);
});

test.each([
  binding("ClusterRoleBinding", "ClusterRole view", account("ci")),
  binding("RoleBinding", "ClusterRole edit", account("ci")),
  binding("ClusterRoleBinding", "ClusterRole edit", subject("Group", "system:authenticated")),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
