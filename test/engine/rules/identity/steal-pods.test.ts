import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role } from "./role";

const id = "identity/steal-pods";

test.each([
  ["core|pods|delete", "core|nodes|get, patch"],
  ["core|pods/eviction|create", "core|nodes|update"],
])("%s with %s is found at the nodes", (evict, cordon) => {
  expect(judge(id, role("ClusterRole", evict, cordon))).toMatchObject([
    { rule: id, path: ["rules", 1, "resources", 0], text: '"nodes"', severity: "medium" },
  ]);
});

test("both in one policy rule", () => {
  expect(judge(id, role("ClusterRole", "core|pods, nodes|delete, patch"))).toMatchObject([
    { path: ["rules", 0, "resources", 1], text: '"nodes"' },
  ]);
});

test.each([
  ["ClusterRole", ["core|pods|delete", "core|nodes|get"]],
  ["ClusterRole", ["core|pods|get", "core|nodes|patch"]],
  ["Role", ["core|pods|delete", "core|nodes|patch"]],
] as const)("%s %s is not", (kind, rules) => {
  expect(judge(id, role(kind, ...rules))).toEqual([]);
});
