import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "resources/pdb-unhealthy-eviction";
const budget = (spec: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  maxUnavailable: 1\n${spec}`;

test.each([
  ["", "web"],
  ["  unhealthyPodEvictionPolicy: IfHealthyBudget\n", "IfHealthyBudget"],
])("%j is reported and set", (spec, text) => {
  expect(places(rule, budget(spec))).toEqual([`spec.unhealthyPodEvictionPolicy ${text}`]);
  expect(afterFix(rule, budget(spec)).left).toEqual([]);
});

test("AlwaysAllow, and a version without the field, is quiet", () => {
  expect(places(rule, budget("  unhealthyPodEvictionPolicy: AlwaysAllow\n"))).toEqual([]);
  expect(places(rule, budget(""), { kubernetesVersion: 26 })).toEqual([]);
});
