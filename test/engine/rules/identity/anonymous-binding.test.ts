import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding, subject } from "./binding";

const id = "identity/anonymous-binding";

test("the user and the group are found at their names, with a fix", () => {
  const text = binding(
    "RoleBinding",
    "Role reader",
    account("web"),
    subject("User", "system:anonymous"),
    subject("Group", "system:unauthenticated"),
  );
  const found = judge(id, text);
  expect(found).toMatchObject([
    { rule: id, path: ["subjects", 1, "name"], range: "12:24-12:42", severity: "critical" },
    { path: ["subjects", 2, "name"], range: "13:25-13:49" },
  ]);
  expect(found[0]?.finding.fixes).toMatchObject([
    { safety: "unsafe", changes: [{ op: "remove", path: ["subjects", 1] }] },
  ]);
});

test.each([
  binding(
    "ClusterRoleBinding",
    "ClusterRole system:public-info-viewer",
    subject("Group", "system:unauthenticated"),
  ),
  binding("RoleBinding", "Role reader", subject("Group", "system:authenticated")),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
