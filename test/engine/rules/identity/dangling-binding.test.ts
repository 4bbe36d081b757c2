import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { role } from "./role";
import { plainAccount, scope } from "./workload";

const id = "identity/dangling-binding";
const closed = { closed: true };

test("a role that does not exist", () => {
  expect(judge(id, binding("RoleBinding", "Role tester", account("web")), closed)).toMatchObject([
    { rule: id, path: ["roleRef", "name"], range: "9:9-9:15", text: "tester", severity: "low" },
  ]);
  expect(judge(id, binding("ClusterRoleBinding", "ClusterRole ghost", account("web")), closed)).toMatchObject(
    [{ path: ["roleRef", "name"], text: "ghost" }],
  );
});

test("a Role of another namespace is another role", () => {
  const other = role("Role", "core|pods|get").replace("namespace: shop", "namespace: other");
  expect(
    judge(id, scope(binding("RoleBinding", "Role tester", account("web")), other), closed),
  ).toMatchObject([{ path: ["roleRef", "name"] }]);
});

test("an account that does not exist, where accounts of its namespace are in sight", () => {
  const text = scope(
    binding("RoleBinding", "ClusterRole view", account("web"), account("ghost")),
    plainAccount("web"),
  );
  expect(judge(id, text, closed)).toMatchObject([
    { path: ["subjects", 1, "name"], range: "12:34-12:39", text: "ghost" },
  ]);
});

test.each([
  [binding("RoleBinding", "Role tester", account("web")), false],
  [scope(binding("RoleBinding", "Role tester", account("web")), role("Role", "core|pods|get")), true],
  [binding("RoleBinding", "ClusterRole edit", account("web")), true],
  [scope(binding("RoleBinding", "ClusterRole view", account("default")), plainAccount("web")), true],
])("is silent on %#", (text, isClosed) => {
  expect(judge(id, text, { closed: isClosed })).toEqual([]);
});
