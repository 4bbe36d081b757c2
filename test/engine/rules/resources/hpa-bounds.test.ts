import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "resources/hpa-bounds";
const hpa = (spec: string) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { name: web, kind: Deployment }${spec} }\n`;
const keda = (spec: string) =>
  `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: web }\nspec: { scaleTargetRef: { name: web }${spec} }\n`;

test.each([
  [hpa(", maxReplicas: 1"), "spec.maxReplicas 1"],
  [hpa(", minReplicas: 5, maxReplicas: 3"), "spec.minReplicas 5"],
  [hpa(", minReplicas: 2"), "spec.maxReplicas web"],
  [keda(""), "spec.maxReplicaCount web"],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([hpa(", maxReplicas: 2"), keda(", maxReplicaCount: 5"), hpa(", minReplicas: 2, maxReplicas: 4")])(
  "%s is quiet",
  (text) => {
    expect(places(rule, text)).toEqual([]);
  },
);
