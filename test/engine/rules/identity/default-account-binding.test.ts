import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding, subject } from "./binding";

const id = "identity/default-account-binding";

test.each([
  ["RoleBinding", account("default"), "default", "medium"],
  ["ClusterRoleBinding", account("default"), "default", "high"],
  [
    "RoleBinding",
    subject("User", "system:serviceaccount:shop:default"),
    '"system:serviceaccount:shop:default"',
    "medium",
  ],
] as const)("%s to %s", (kind, who, text, severity) => {
  expect(judge(id, binding(kind, "ClusterRole view", account("web"), who))).toMatchObject([
    { rule: id, path: ["subjects", 1, "name"], text, severity },
  ]);
});

test.each([account("web"), subject("User", "default"), subject("Group", "system:serviceaccounts:default")])(
  "%s is not",
  (who) => {
    expect(judge(id, binding("RoleBinding", "ClusterRole view", who))).toEqual([]);
  },
);
