import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

testRoleRule(
  "identity/read-secrets",
  [
    ["ClusterRole", "core|secrets|get", "secrets", "critical"],
    ["ClusterRole", "core|configmaps, secrets|watch", "secrets", "critical"],
    ["Role", "core|secrets|list", "secrets", "high"],
    ["Role", "core|secrets|get|db", "secrets", "medium"],
    ["ClusterRole", "*|secrets|get", "secrets", "critical"],
  ],
  [
    ["ClusterRole", "core|secrets|create"],
    ["ClusterRole", "apps|secrets|get"],
    ["ClusterRole", "core|configmaps|get"],
    ["ClusterRole", "core|secrets|*"],
    ["Role", "*|*|get"],
  ],
);

test("the fix removes the resource, or the policy rule that holds nothing else", () => {
  const changes = (rule: string) =>
    judge("identity/read-secrets", role("Role", rule))[0]?.finding.fixes[0]?.changes;
  expect(changes("core|configmaps, secrets|get")).toEqual([
    { op: "remove", path: ["rules", 0, "resources", 1] },
  ]);
  expect(changes("core|secrets|get")).toEqual([{ op: "remove", path: ["rules", 0] }]);
});
