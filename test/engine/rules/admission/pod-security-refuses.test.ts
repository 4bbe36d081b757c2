import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "admission/pod-security-refuses";
const namespace = (labels: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {${labels}}
---
`;
const RESTRICTED = namespace("pod-security.kubernetes.io/enforce: restricted");
const deployment = (pod: string, name = "shop") => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: ${name}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {${pod}}
`;
const HARDENED = "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}";
const CONTAINER =
  "{name: web, image: a, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}";

test("names the checks at the workload, the label and the offending places beside", () => {
  const [found, ...others] = judge(
    RULE,
    RESTRICTED + deployment(`${HARDENED}, containers: [${CONTAINER}, {name: side, image: b}]`),
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    path: ["metadata", "name"],
    text: "web",
    range: "10:9-10:12",
    message:
      'this Deployment will create no pods: namespace "shop" enforces restricted:latest, which refuses them for allowPrivilegeEscalation, capabilities',
  });
  const containers = ["spec", "template", "spec", "containers"];
  expect(found?.finding.related.map(({ path }) => path)).toEqual([
    ["metadata", "labels", "pod-security.kubernetes.io/enforce"],
    [...containers, 1, "securityContext", "allowPrivilegeEscalation"],
    [...containers, 1, "securityContext", "capabilities", "drop"],
  ]);
});

test.each([
  [
    "a hostPath volume",
    "volumes: [{name: v, hostPath: {path: /}}], containers: [{name: web, image: a}]",
    "hostPathVolumes",
  ],
  ["the node's network", "hostNetwork: true, containers: [{name: web, image: a}]", "hostNamespaces"],
  [
    "an init container",
    "initContainers: [{name: i, image: a, securityContext: {privileged: true}}], containers: [{name: web, image: a}]",
    "privileged",
  ],
  [
    "a hook that names a host",
    "containers: [{name: web, image: a, lifecycle: {preStop: {httpGet: {host: 10.0.0.1, port: 80}}}}]",
    "hostProbesAndHostLifecycle",
  ],
])("baseline refuses %s", (_name, pod, check) => {
  const found = judge(RULE, namespace("pod-security.kubernetes.io/enforce: baseline") + deployment(pod));
  expect(found.map(({ message }) => message)).toEqual([
    `this Deployment will create no pods: namespace "shop" enforces baseline:latest, which refuses them for ${check}`,
  ]);
});

test("the version of the label decides, no newer than the cluster's", () => {
  const pod = `${HARDENED}, containers: [{name: web, image: a, securityContext: {allowPrivilegeEscalation: false}}]`;
  const at = (version: string, kubernetesVersion = 37) =>
    judge(
      RULE,
      namespace(
        `pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/enforce-version: ${version}`,
      ) + deployment(pod),
      { kubernetesVersion },
    ).length;
  // Dropping ALL is asked for since 1.22.
  expect([at("v1.21"), at("v1.22"), at("latest"), at("v1.30", 21)]).toEqual([0, 1, 1, 0]);
});

test("a Pod is refused at once, annotations of the pod count", () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop, annotations: {container.apparmor.security.beta.kubernetes.io/c: unconfined}}
spec: {containers: [{name: c, image: a}]}
`;
  expect(judge(RULE, namespace("pod-security.kubernetes.io/enforce: baseline") + pod)).toMatchObject([
    {
      path: ["metadata", "name"],
      message: expect.stringMatching(/^this Pod will be refused.* appArmorProfile$/),
    },
  ]);
});

test.each([
  ["pods that fit", RESTRICTED + deployment(`${HARDENED}, containers: [${CONTAINER}]`)],
  ["another namespace", RESTRICTED + deployment("containers: [{name: web, image: a}]", "other")],
  [
    "a level that only warns",
    namespace("pod-security.kubernetes.io/warn: restricted") + deployment("containers: []"),
  ],
  [
    "privileged",
    namespace("pod-security.kubernetes.io/enforce: privileged") +
      deployment("containers: [{name: a, image: a}]"),
  ],
  [
    "two namespaces of one name",
    RESTRICTED + namespace("a: b") + deployment("containers: [{name: web, image: a}]"),
  ],
  [
    "a template that runs nothing",
    `${RESTRICTED}apiVersion: v1\nkind: PodTemplate\nmetadata: {name: t, namespace: shop}\ntemplate: {spec: {containers: [{name: a, image: a}]}}\n`,
  ],
])("%s: nothing to report", (_name, text) => {
  expect(judge(RULE, text)).toEqual([]);
});
