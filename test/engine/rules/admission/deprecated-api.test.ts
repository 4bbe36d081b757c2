import { expect, test } from "vitest";
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
