import { expect, test } from "vitest";
import { judge } from "../../judge";
import { role, testRoleRule } from "./role";

testRoleRule(
  "identity/run-in-pods",
  [
    ["ClusterRole", "core|pods/exec|create", "pods/exec", "high"],
    ["ClusterRole", "core|pods, pods/attach|create", "pods/attach", "high"],
    ["Role", "core|pods/ephemeralcontainers|patch", "pods/ephemeralcontainers", "medium"],
    ["Role", "core|pods/exec|create|db-0", "pods/exec", "low"],
    ["ClusterRole", "core|*/exec|create", "*/exec", "high"],
  ],
  [
    ["ClusterRole", "core|pods|get"],
    ["ClusterRole", "core|pods/log|get"],
    ["ClusterRole", "core|pods/exec|get"],
    ["Role", "core|pods/ephemeralcontainers|get"],
    ["ClusterRole", "core|pods/*|create"],
  ],
);

test.each(["pods/exec", "pods/attach"])("before 1.35, get on %s is enough", (resource) => {
  const text = role("ClusterRole", `core|${resource}|get`);
  expect(judge("identity/run-in-pods", text, { kubernetesVersion: 34 })).toMatchObject([
    { path: ["rules", 0, "resources", 0], text: JSON.stringify(resource), severity: "high" },
  ]);
});
