import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/hpa-without-requests";
const hpa = (spec: string) =>
  `---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: s }\nspec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${spec} }\n`;
const share = (name: string) =>
  hpa(
    `metrics: [{ type: Resource, resource: { name: ${name}, target: { type: Utilization, averageUtilization: 70 } } }]`,
  );

test.each([
  [share("cpu"), "cpu"],
  [share("memory"), "memory"],
  [hpa("targetCPUUtilizationPercentage: 70"), "cpu"],
])("%s", (text, resource) => {
  expect(places(rule, workload() + text)).toEqual([
    `spec.template.spec.containers.0.resources.requests.${resource} web`,
  ]);
});

test.each([
  workload({ container: "resources: { requests: { cpu: 1 } }" }) + share("cpu"),
  workload({ container: "resources: { limits: { cpu: 1 } }" }) + share("cpu"),
  workload() + hpa("metrics: [{ type: Pods }]"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
