import { expect, test } from "vitest";
import { judge } from "../../judge";
import { binding, subject } from "./binding";

const id = "identity/authenticated-binding";

test.each([
  ["ClusterRoleBinding", "system:authenticated", "high"],
  ["ClusterRoleBinding", "system:serviceaccounts", "high"],
  ["RoleBinding", "system:authenticated", "medium"],
] as const)("%s to %s is %s", (kind, name, severity) => {
  const found = judge(id, binding(kind, "ClusterRole view", subject("Group", name)));
  expect(found).toMatchObject([{ rule: id, path: ["subjects", 0, "name"], text: `"${name}"`, severity }]);
  expect(found[0]?.finding.fixes).toMatchObject([{ changes: [{ op: "remove", path: ["subjects", 0] }] }]);
});

test.each([
  binding("ClusterRoleBinding", "ClusterRole system:discovery", subject("Group", "system:authenticated")),
  binding("ClusterRoleBinding", "ClusterRole view", subject("User", "system:authenticated")),
  binding("ClusterRoleBinding", "ClusterRole view", subject("Group", "developers")),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
