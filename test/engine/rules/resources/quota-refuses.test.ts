import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "resources/quota-refuses";
const quota = (hard: string, more = "", name = "all") => `apiVersion: v1
kind: ResourceQuota
metadata: {name: ${name}, namespace: shop}
spec:
  hard: {${hard}}
${more}---
`;
const deployment = (name: string, resources: string, spec = "", pod = "") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
${spec}  template:
    spec:
${pod}      containers:
        - name: main
          image: a
          resources: {${resources}}
---
`;
const CONTAINER = ["spec", "template", "spec", "containers", 0, "resources"];

test.each([
  ["requests.cpu", "requests: {memory: 1Gi}", ["requests", "cpu"]],
  ["memory", "", ["requests", "memory"]],
  ["limits.memory", "requests: {memory: 1Gi}", ["limits", "memory"]],
])("a quota for %s refuses containers that state none", (name, resources, at) => {
  expect(judge(RULE, quota(`${name}: 4Gi`) + deployment("web", resources))).toMatchObject([
    {
      path: [...CONTAINER, ...at],
      message: `this Deployment will create no pods: quota "all" counts ${name}, and container "main" states none`,
    },
  ]);
});

test("one finding where several quotas ask for the same", () => {
  const text = quota("cpu: 4, requests.cpu: 4") + quota("requests.cpu: 2", "", "b") + deployment("web", "");
  expect(judge(RULE, text).map(({ path }) => path)).toEqual([[...CONTAINER, "requests", "cpu"]]);
});

test("one pod that takes more than there is", () => {
  expect(judge(RULE, quota("limits.cpu: 500m") + deployment("web", "limits: {cpu: 1}"))).toMatchObject([
    {
      path: ["metadata", "name"],
      text: "web",
      message:
        'this Deployment will create no pods: one takes 1 of limits.cpu, of which quota "all" admits 500m in all',
    },
  ]);
  expect(judge(RULE, quota("pods: 0") + deployment("web", ""))).toMatchObject([
    { path: ["metadata", "name"] },
  ]);
  const gpu = quota("requests.nvidia.com/gpu: 1") + deployment("web", "limits: {nvidia.com/gpu: 2}");
  expect(judge(RULE, gpu)).toMatchObject([{ message: expect.stringContaining("requests.nvidia.com/gpu") }]);
});

test("the sum of a closed scope, by replicas and autoscalers", () => {
  const text =
    quota("requests.cpu: 1") +
    deployment("web", "requests: {cpu: 250m}", "  replicas: 3\n") +
    deployment("api", "requests: {cpu: 200m}");
  expect(judge(RULE, text, { closed: true })).toEqual([]);
  const scaled = `${text}apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 4}
`;
  const [found, ...others] = judge(RULE, scaled, { closed: true });
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    path: ["spec", "hard", "requests.cpu"],
    text: "1",
    message:
      'the workloads of namespace "shop" take 1150m of requests.cpu, and the quota admits 1: the last pods will be refused',
  });
  // Where a patch sets one of these, the sum says nothing.
  expect(found?.finding.related.map(({ fact, path, message }) => [fact?.name, path, message])).toEqual([
    ["web", ["spec", "replicas"], "3 × 250m"],
    ["web", CONTAINER, 'what container "main" asks for'],
    ["api", ["spec", "replicas"], "2 × 200m"],
    ["api", CONTAINER, 'what container "main" asks for'],
  ]);
  expect(judge(RULE, scaled)).toEqual([]);
});

test("Jobs and DaemonSets are left out of the sum", () => {
  const text =
    quota("pods: 1") + deployment("web", "") + deployment("d", "").replace("Deployment", "DaemonSet");
  expect(judge(RULE, text, { closed: true })).toEqual([]);
});

test("what a LimitRange fills in is stated", () => {
  const range = `apiVersion: v1
kind: LimitRange
metadata: {name: r, namespace: shop}
spec: {limits: [{type: Container, default: {memory: 1Gi}}]}
---
`;
  expect(judge(RULE, quota("limits.memory: 2Gi") + range + deployment("web", ""))).toEqual([]);
  expect(judge(RULE, quota("limits.memory: 512Mi") + range + deployment("web", ""))).toMatchObject([
    { path: ["metadata", "name"] },
  ]);
});

const terminating = "      activeDeadlineSeconds: 60\n";
const critical = "      priorityClassName: high\n";
const selector = (operator: string, values = "") =>
  `  scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: ${operator}${values}}]}\n`;
test.each([
  ["Terminating", "  scopes: [Terminating]\n", terminating, 1],
  ["Terminating, of another pod", "  scopes: [Terminating]\n", "", 0],
  ["NotTerminating", "  scopes: [NotTerminating]\n", "", 1],
  ["BestEffort", "  scopes: [BestEffort]\n", "", 1],
  ["NotBestEffort", "  scopes: [NotBestEffort]\n", "", 0],
  ["a priority class", selector("In", ", values: [high]"), critical, 1],
  ["another priority class", selector("In", ", values: [low]"), critical, 0],
  ["no such priority class", selector("NotIn", ", values: [low]"), critical, 1],
  ["any priority class", selector("Exists"), critical, 1],
  ["none at all", selector("DoesNotExist"), critical, 0],
  ["a class that the cluster decides", selector("Exists"), "", 0],
  ["affinity across namespaces", "  scopes: [CrossNamespacePodAffinity]\n", "", 0],
])("scopes: %s", (_name, scopes, pod, count) => {
  expect(judge(RULE, quota("pods: 0", scopes) + deployment("web", "", "", pod))).toHaveLength(count);
});

const service = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {${spec}}\n---\n`;
test("Services and claims are counted", () => {
  const balancer = service("a", "type: LoadBalancer, ports: [{port: 80}, {port: 443}]");
  expect(judge(RULE, quota("services.loadbalancers: 0") + balancer)).toMatchObject([
    {
      path: ["spec", "hard", "services.loadbalancers"],
      message:
        'namespace "shop" holds 1 of services.loadbalancers, and the quota admits 0: the last will be refused',
    },
  ]);
  const closed = { closed: true };
  expect(judge(RULE, quota("services.nodeports: 1") + balancer, closed)).toHaveLength(1);
  const without = service(
    "a",
    "type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80}]",
  );
  expect(judge(RULE, quota("services.nodeports: 0") + without, closed)).toEqual([]);
  const node = service("b", "type: NodePort, ports: [{port: 80}]");
  expect(judge(RULE, quota("services.nodeports: 0, services: 0") + node, closed)).toHaveLength(2);
  const claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c, namespace: shop}\n";
  expect(judge(RULE, quota("persistentvolumeclaims: 0") + claim)).toHaveLength(1);
  expect(judge(RULE, quota("persistentvolumeclaims: 1") + claim, closed)).toEqual([]);
  expect(judge(RULE, quota("services: 1") + service("c", "") + node)).toEqual([]);
});

test("storage is counted, of claims and of templates, by class too", () => {
  const closed = { closed: true };
  const claim = (size: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c, namespace: shop}\nspec: {storageClassName: fast, resources: {requests: {storage: ${size}}}}\n---\n`;
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  replicas: 2
  selector: {}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 10Gi}}}}]
  template: {spec: {containers: [{name: c, image: a}]}}
---
`;
  const [found, ...others] = judge(RULE, quota("requests.storage: 24Gi") + claim("5Gi") + set, closed);
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    path: ["spec", "hard", "requests.storage"],
    message:
      'namespace "shop" holds 25Gi of requests.storage, and the quota admits 24Gi: the last will be refused',
  });
  expect(found?.finding.related.map(({ path, message }) => [path.join("."), message])).toEqual([
    ["spec.resources.requests.storage", "5Gi"],
    ["spec.volumeClaimTemplates.0.spec.resources.requests.storage", "20Gi"],
  ]);
  expect(judge(RULE, quota("requests.storage: 25Gi") + claim("5Gi") + set, closed)).toEqual([]);
  expect(judge(RULE, quota("persistentvolumeclaims: 2") + claim("5Gi") + set, closed)).toHaveLength(1);
  const byClass = (hard: string) => quota(`fast.storageclass.storage.k8s.io/${hard}`) + claim("5Gi") + set;
  expect(judge(RULE, byClass("requests.storage: 4Gi"), closed)).toHaveLength(1);
  expect(judge(RULE, byClass("requests.storage: 5Gi"), closed)).toEqual([]);
  expect(judge(RULE, byClass("persistentvolumeclaims: 0"))).toHaveLength(1);
});

test("another namespace, and a quota of two variants, are left alone", () => {
  expect(judge(RULE, quota("pods: 0").replace("shop", "other") + deployment("web", ""))).toEqual([]);
  expect(judge(RULE, quota("pods: 0") + quota("pods: 9") + deployment("web", ""))).toEqual([]);
});
