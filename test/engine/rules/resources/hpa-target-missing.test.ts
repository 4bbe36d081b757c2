import { expect, test } from "vitest";
import { judge } from "../../judge";

const autoscaler = (reference: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {${reference}}
  maxReplicas: 3
`;
const workload = (kind: string, namespace = "shop") => `---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: api, namespace: ${namespace}}
spec: {template: {spec: {containers: [{name: c, image: "x/y:1"}]}}}
`;
const deployment = "apiVersion: apps/v1, kind: Deployment, name: api";

test.each([
  ["nothing of that name", autoscaler(deployment)],
  ["another kind", autoscaler(deployment) + workload("StatefulSet")],
  ["another namespace", autoscaler(deployment) + workload("Deployment", "other")],
])("%s is reported at the name", (_name, text) => {
  expect(judge("resources/hpa-target-missing", text, { closed: true })).toMatchObject([
    { path: ["spec", "scaleTargetRef", "name"], text: "api", range: "5:65-5:68" },
  ]);
});

test("the workload itself, and a scope that is open, are not reported", () => {
  expect(
    judge("resources/hpa-target-missing", autoscaler(deployment) + workload("Deployment"), { closed: true }),
  ).toEqual([]);
  expect(judge("resources/hpa-target-missing", autoscaler(deployment))).toEqual([]);
});
