import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "resources/limit-range-refuses";
const range = (item: string, name = "bounds") => `apiVersion: v1
kind: LimitRange
metadata: {name: ${name}, namespace: shop}
spec:
  limits: [{${item}}]
---
`;
const deployment = (resources: string, more = "") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers:
        - name: web
          image: a
          resources: {${resources}}
${more}`;
const BASE = ["spec", "template", "spec", "containers", 0, "resources"];

test.each([
  [
    "a request below the minimum",
    "type: Container, min: {cpu: 100m}",
    "requests: {cpu: 50m}",
    ["requests", "cpu"],
    "requests 50m of cpu, where at least 100m must be requested",
  ],
  [
    "a limit below the minimum",
    "type: Container, min: {memory: 1Gi}, defaultRequest: {memory: 1Gi}",
    "requests: {memory: 1Gi}, limits: {memory: 512Mi}",
    ["limits", "memory"],
    "limits memory to 512Mi, where at least 1Gi must be allowed",
  ],
  [
    "a limit above the maximum",
    "type: Container, max: {memory: 512Mi}",
    "limits: {memory: 1Gi}",
    ["limits", "memory"],
    "limits memory to 1Gi, where 512Mi is the most",
  ],
  [
    "a limit too far from its request",
    "type: Container, maxLimitRequestRatio: {cpu: 2}",
    "requests: {cpu: 100m}, limits: {cpu: 1}",
    ["limits", "cpu"],
    "limits cpu to 1 and requests 100m, where a limit may be 2 times the request",
  ],
  [
    "no limit where a ratio holds",
    "type: Container, maxLimitRequestRatio: {cpu: 2}",
    "requests: {cpu: 100m}",
    ["requests", "cpu"],
    "has no limit of cpu, where a limit may be 2 times the request",
  ],
  [
    "no request where a ratio holds",
    "type: Container, maxLimitRequestRatio: {cpu: 2}",
    "",
    ["requests", "cpu"],
    "requests no cpu, where a limit may be 2 times the request",
  ],
  [
    "a request above the limit that it is given",
    "type: Container, default: {memory: 128Mi}",
    "requests: {memory: 256Mi}",
    ["requests", "memory"],
    "requests 256Mi of memory, more than the limit 128Mi that it is given",
  ],
])("%s", (_name, item, resources, path, message) => {
  const at = message.startsWith("has no limit") ? ["limits", "cpu"] : path;
  expect(judge(RULE, range(item) + deployment(resources))).toMatchObject([
    {
      path: [...BASE, ...at],
      message: `this Deployment will create no pods: container "web" ${message} by LimitRange "bounds"`,
    },
  ]);
});

test("the pod as a whole: containers together, without limits where some are asked for", () => {
  const item = "type: Pod, max: {memory: 100Mi}, min: {cpu: 1}";
  const two = deployment(
    "limits: {memory: 64Mi}",
    "        - {name: b, image: b, resources: {limits: {memory: 64Mi}}}\n",
  );
  expect(judge(RULE, range(item) + two)).toMatchObject([
    {
      path: ["metadata", "name"],
      message: expect.stringContaining("the pod requests no cpu, where at least 1 must"),
    },
    {
      path: ["metadata", "name"],
      message: expect.stringContaining("the pod limits memory to 128Mi, where 100Mi"),
    },
  ]);
  expect(judge(RULE, range("type: Pod, max: {cpu: 1}") + deployment(""))).toMatchObject([
    { message: expect.stringContaining("the pod has no limit of cpu, where 1 is the most") },
  ]);
});

test("init containers count at their own time, sidecars with the others", () => {
  const item = "type: Pod, max: {memory: 100Mi}";
  const init = (more: string) =>
    `      initContainers: [{name: i, image: i, resources: {limits: {memory: 64Mi}}${more}}]\n`;
  expect(judge(RULE, range(item) + deployment("limits: {memory: 64Mi}", init("")))).toEqual([]);
  expect(
    judge(RULE, range(item) + deployment("limits: {memory: 64Mi}", init(", restartPolicy: Always"))),
  ).toMatchObject([{ path: ["metadata", "name"] }]);
});

test("a claim is judged by what it requests", () => {
  const claim = (size: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: shop}\nspec: {resources: {requests: {storage: ${size}}}}\n`;
  const item = "type: PersistentVolumeClaim, min: {storage: 1Gi}, max: {storage: 10Gi}";
  const path = ["spec", "resources", "requests", "storage"];
  expect(judge(RULE, range(item) + claim("20Gi"))).toMatchObject([
    { path, text: "20Gi", message: expect.stringMatching(/^this claim will be refused: .*10Gi is the most/) },
  ]);
  expect(judge(RULE, range(item) + claim("500Mi"))).toMatchObject([{ path }]);
  expect(judge(RULE, range(item) + claim("5Gi"))).toEqual([]);
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  selector: {}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 20Gi}}}}]
  template: {spec: {containers: [{name: c, image: a}]}}
`;
  expect(judge(RULE, range(item) + set)).toMatchObject([
    {
      path: ["spec", "volumeClaimTemplates", 0, "spec", "resources", "requests", "storage"],
      message: expect.stringMatching(/^this StatefulSet will create no pods: the claim requests 20Gi/),
    },
  ]);
});

test.each([
  [
    "amounts within the bounds",
    range("type: Container, min: {cpu: 10m}, max: {cpu: 1}") + deployment("limits: {cpu: 500m}"),
  ],
  ["defaults that fill in", range("type: Container, min: {cpu: 10m}, max: {cpu: 1}") + deployment("")],
  [
    "another namespace",
    range("type: Container, max: {cpu: 1m}").replace("shop", "other") + deployment("limits: {cpu: 1}"),
  ],
  [
    "a request above the author's own limit",
    range("type: Container, default: {memory: 1Gi}") +
      deployment("requests: {memory: 2Gi}, limits: {memory: 1Gi}"),
  ],
  [
    "LimitRanges that contradict each other",
    range("type: Container, default: {cpu: 1}, min: {cpu: 1}") +
      range("type: Container, default: {cpu: 2}", "b") +
      deployment(""),
  ],
  [
    "two of one name",
    range("type: Container, max: {cpu: 1m}") +
      range("type: Container, max: {cpu: 9}") +
      deployment("limits: {cpu: 1}"),
  ],
  [
    "resources of the whole pod",
    range("type: Container, max: {cpu: 1m}") +
      deployment("limits: {cpu: 1}", "      resources: {limits: {cpu: 1}}\n"),
  ],
  ["no quantity", range("type: Container, max: {cpu: 1m}") + deployment("limits: {cpu: much}")],
])("%s: nothing to report", (_name, text) => {
  expect(judge(RULE, text)).toEqual([]);
});
