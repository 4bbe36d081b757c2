import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";

const rule = "admission/deprecated-api";
const budget = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: x }\n";

test.each([
  [20, []],
  [21, ["apiVersion policy/v1beta1"]],
  [24, ["apiVersion policy/v1beta1"]],
  [25, []],
])("at 1.%d", (kubernetesVersion, expected) => {
  expect(places(rule, budget, { kubernetesVersion })).toEqual(expected);
});

test("moves to what takes its place", () => {
  const [found] = judge(rule, budget, { kubernetesVersion: 24 });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "unsafe", changes: [{ op: "set", path: ["apiVersion"], value: "policy/v1" }] },
  ]);
});
