import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { plainAccount, pod, scope } from "./workload";

const id = "identity/unused-service-account";
const bound = binding("RoleBinding", "Role r", account("web"));

test("a bound account that no workload runs as", () => {
  expect(
    judge(id, scope(plainAccount("web"), bound, pod("api", "serviceAccountName: api")), { closed: true }),
  ).toMatchObject([
    { rule: id, path: ["metadata", "name"], range: "4:9-4:12", text: "web", severity: "low" },
  ]);
});

test.each([
  [scope(plainAccount("web"), bound), false],
  [scope(plainAccount("web"), bound, pod("web", "serviceAccountName: web")), true],
  [plainAccount("web"), true],
  [scope(plainAccount("default"), binding("RoleBinding", "Role r", account("default"))), true],
])("is silent on %#", (text, closed) => {
  expect(judge(id, text, { closed })).toEqual([]);
});
