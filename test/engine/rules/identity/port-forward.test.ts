import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

testRoleRule(
  "identity/port-forward",
  [
    ["ClusterRole", "core|pods/portforward|create", "pods/portforward", "medium"],
    ["Role", "core|pods/portforward|create", "pods/portforward", "low"],
  ],
  [
    ["ClusterRole", "core|pods|create"],
    ["ClusterRole", "core|pods/portforward|get"],
    ["Role", "core|services|get"],
  ],
);

test("before 1.35, get is enough", () => {
  const text = role("Role", "core|pods/portforward|get");
  expect(judge("identity/port-forward", text, { kubernetesVersion: 34 })).toMatchObject([
    { path: ["rules", 0, "resources", 0], text: '"pods/portforward"', severity: "low" },
  ]);
});
