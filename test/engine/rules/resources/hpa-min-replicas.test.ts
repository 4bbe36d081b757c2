import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "resources/hpa-min-replicas";
const hpa = (spec: string) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { maxReplicas: 9${spec} }\n`;

test("one, and the default of one, is reported; also less than the option asks for", () => {
  expect(places(rule, hpa(", minReplicas: 1"))).toEqual(["spec.minReplicas 1"]);
  expect(places(rule, hpa(""))).toEqual(["spec.minReplicas web"]);
  expect(places(rule, hpa(", minReplicas: 2"), { rules: { [rule]: { minimum: 3 } } })).toEqual([
    "spec.minReplicas 2",
  ]);
});

test("two are enough", () => {
  expect(places(rule, hpa(", minReplicas: 2"))).toEqual([]);
});
