import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { scope } from "./workload";

const id = "identity/many-roles";
const bindings = (count: number) =>
  scope(
    ...Array.from({ length: count }, (_, index) =>
      binding("RoleBinding", `Role r${index}`, account("web")).replace("name: tester", `name: b${index}`),
    ),
  );

test("more than five in one namespace, at the first binding", () => {
  const found = judge(id, bindings(6));
  expect(found).toMatchObject([
    {
      rule: id,
      path: ["subjects", 0, "name"],
      range: "11:34-11:37",
      text: "web",
      message: expect.stringContaining("has 6 roles"),
    },
  ]);
  expect(found[0]?.finding.related.map(({ fact }) => fact?.name)).toEqual(["b1", "b2", "b3", "b4", "b5"]);
});

test("five are not many", () => {
  expect(judge(id, bindings(5))).toEqual([]);
});
