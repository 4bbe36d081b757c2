import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/pdb-blocks-eviction";
const budget = (spec: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web, namespace: shop }\nspec: { selector: { matchLabels: { app: web } }${spec} }\n---\n`;
const web = (spec = "") => workload({ namespace: "shop", spec });
const hpa = (min: number) =>
  `---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web, namespace: shop }\nspec: { minReplicas: ${min}, maxReplicas: 9, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }\n`;

test.each([
  [", maxUnavailable: 0", "spec.maxUnavailable 0"],
  [", maxUnavailable: 0%", "spec.maxUnavailable 0%"],
  [", minAvailable: 100%", "spec.minAvailable 100%"],
  [", minAvailable: 1, maxUnavailable: 1", "spec.minAvailable 1"],
  ["", "spec spec"],
])("%j alone", (spec, expected) => {
  expect(places(rule, budget(spec))).toEqual([expected]);
});

test.each([
  [budget(", minAvailable: 2") + web("replicas: 2"), false],
  [budget(", minAvailable: 1") + web(), true],
  [budget(", minAvailable: 2") + web() + hpa(2), false],
])("minAvailable against the replicas", (text, closed) => {
  expect(places(rule, text, { closed })).toHaveLength(1);
});

test.each([
  budget(", minAvailable: 1"),
  budget(", minAvailable: 1") + web(),
  budget(", minAvailable: 1") + web("replicas: 2"),
  budget(", minAvailable: 1") + web("replicas: 1") + hpa(2),
  budget(", minAvailable: 50%") + web("replicas: 2"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});

test.each([", maxUnavailable: 0", ", minAvailable: 100%", ""])("%j is loosened", (spec) => {
  expect(afterFix(rule, budget(spec).replace("---\n", "")).left).toEqual([]);
});
