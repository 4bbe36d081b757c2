import { describe, expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "admission/policy-refuses";

interface PolicyParts {
  readonly name?: string;
  readonly expression?: string;
  /** More of the validation, as lines of flow style. */
  readonly validation?: string;
  readonly spec?: string;
  readonly resources?: string;
  readonly groups?: string;
  readonly constraints?: string;
  readonly actions?: string;
  readonly binding?: string;
}

/** A policy with its binding. */
function policy(parts: PolicyParts = {}): string {
  const { name = "rule", expression = "object.spec.replicas >= 2", validation = "", spec = "" } = parts;
  const {
    resources = "deployments",
    groups = "apps",
    constraints = "",
    actions = "Deny",
    binding = "",
  } = parts;
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: ${name}}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: ["${groups}"], apiVersions: [v1], operations: [CREATE], resources: [${resources}]}
${constraints && `    ${constraints}\n`}  validations:
    - {expression: ${JSON.stringify(expression)}${validation && `, ${validation}`}}
${spec && `  ${spec}\n`}---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: ${name}}
spec:
  policyName: ${name}
  validationActions: [${actions}]
${binding && `  ${binding}\n`}---
`;
}

const deployment = (spec = "", metadata = "namespace: shop", pod = "") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, ${metadata}}
spec:
  ${spec || "paused: false"}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      ${pod || "restartPolicy: Always"}
      containers: [{name: web, image: "registry.example/web:1"}]
---
`;
const namespace = (labels: string) => `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
---
`;
const messages = (text: string, closed = false) =>
  judge(RULE, text, { closed }).map(({ message }) => message);

test("says which policy refuses what, at its name, with the expression beside", () => {
  const found = judge(RULE, policy({ validation: "message: two at least" }) + deployment());
  expect(found).toMatchObject([
    {
      path: ["metadata", "name"],
      text: "web",
      message: 'this Deployment will be refused: policy "rule" says “two at least”',
    },
  ]);
  expect(
    found[0]?.finding.related.map(({ path, fact, message }) => ({ path, of: fact?.name, message })),
  ).toEqual([
    { path: ["spec", "validations", 0, "expression"], of: "rule", message: 'what policy "rule" asks' },
  ]);
});

test.each<[string, string, string]>([
  ["object.spec.replicas >= 2", "replicas: 1", "1"],
  ["object.kind != 'Deployment' || object.spec.?replicas.orValue(1) > 1", "replicas: 1", "1"],
  ["!has(object.spec.template.spec.restartPolicy)", "paused: true", "Always"],
  ["object.spec.template.spec.containers[0].name != 'web'", "paused: true", "web"],
  ["object.spec.replicas >= 2 && object.spec.minReadySeconds > 1", "replicas: 1", "web"],
  ["object.spec.replicas >= 2", "paused: true", "web"],
])("points at the field that %s reads, where it is written (%s)", (expression, spec, text) => {
  const [found] = judge(RULE, policy({ expression }) + deployment(spec));
  expect(found?.text).toBe(text);
});

test("says of pods what their controller will hear", () => {
  const pods = { expression: "object.spec.hostNetwork != true", resources: "pods", groups: "" };
  const refusing = policy({ ...pods, expression: "!has(object.spec.hostNetwork)" });
  expect(messages(refusing + deployment("", "namespace: shop", "hostNetwork: true"))).toEqual([
    'this Deployment will create no pods: policy "rule" says “failed expression: !has(object.spec.hostNetwork)”',
  ]);
  expect(messages(refusing + deployment())).toEqual([]);
  const replicaSets = policy({ expression: "false", validation: "message: none", resources: "replicasets" });
  expect(messages(replicaSets + deployment())).toEqual([
    'this Deployment will create no pods, since its ReplicaSet will be refused: policy "rule" says “none”',
  ]);
  // A workload that makes no pods, or is refused itself.
  expect(messages(refusing + deployment("replicas: 0", "namespace: shop", "hostNetwork: true"))).toEqual([]);
  expect(messages(policy({ resources: '"*"' }) + deployment())).toEqual([
    'this Deployment will be refused: policy "rule" says “failed expression: object.spec.replicas >= 2”',
  ]);
});

test("does not repeat what may be a secret", () => {
  const text = policy({
    expression: "false",
    validation: `message: plain, messageExpression: "object.metadata.name + ' has ' + object.spec.template.spec.containers[0].env[0].value"`,
  });
  const env = (value: string) =>
    text + deployment().replace("image:", `env: [{name: TOKEN, value: "${value}"}], image:`);
  expect(messages(env("hunter2hunter2"))).toEqual([
    'this Deployment will be refused: policy "rule" says “plain”',
  ]);
  expect(messages(env("no"))).toEqual(['this Deployment will be refused: policy "rule" says “web has no”']);
});

test("is one finding for several policies", () => {
  const three = ["a", "b", "c"].map((name) => policy({ name, validation: `message: ${name}` })).join("");
  expect(messages(three + deployment())).toEqual([
    'this Deployment will be refused: policy "a" says “a”, and 2 more policies object too',
  ]);
});

describe("which objects a policy is about", () => {
  const refuses: readonly (readonly [string, string])[] = [
    ["any namespace", policy() + deployment("", "labels: {app: web}")],
    [
      "a namespace by its name",
      policy({
        binding: "matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}",
      }) + deployment(),
    ],
    [
      "a namespace by a label in sight",
      namespace("tier: front") +
        policy({ constraints: "namespaceSelector: {matchLabels: {tier: front}}" }) +
        deployment(),
    ],
    [
      "an object by its label",
      policy({ constraints: "objectSelector: {matchExpressions: [{key: app, operator: Exists}]}" }) +
        deployment("", "namespace: shop, labels: {app: web}"),
    ],
    [
      "every resource",
      policy({ groups: "*", resources: '"*"', expression: "object.kind != 'Deployment'" }) + deployment(),
    ],
  ];
  test.each(refuses)("%s", (_title, text) => {
    expect(messages(text)).toHaveLength(1);
  });

  const silent: readonly (readonly [string, string])[] = [
    ["a binding that warns", policy({ actions: "Warn, Audit" }) + deployment()],
    ["another resource", policy({ resources: "statefulsets" }) + deployment()],
    [
      "another name",
      policy({
        constraints:
          "excludeResourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ['*'], resources: ['*'], resourceNames: [web]}]",
      }) + deployment(),
    ],
    [
      "another namespace",
      policy({
        binding: "matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}}",
      }) + deployment(),
    ],
    [
      "a label of a namespace that is not in sight",
      policy({ constraints: "namespaceSelector: {matchLabels: {tier: front}}" }) + deployment(),
    ],
    [
      "a namespace that is not written",
      policy({ constraints: "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}" }) +
        deployment("", "labels: {}"),
    ],
    ["another version", policy().replace("apiVersions: [v1]", "apiVersions: [v1beta1]") + deployment()],
    ["two policies of one name", policy() + policy() + deployment()],
    ["a policy without binding", `${policy().split("---")[0]}---\n${deployment()}`],
  ];
  test.each(silent)("not %s", (_title, text) => {
    expect(messages(text)).toEqual([]);
  });
});

describe("what is not certain is not said", () => {
  test.each<[string, PolicyParts, string?]>([
    ["an unknown function", { expression: "object.spec.replicas.nonsense() || false" }],
    ["what does not parse", { expression: "object.spec.(" }],
    ["what is no boolean for the type checker", { expression: "object.spec.paused" }],
    ["who asks", { expression: "request.userInfo.username == 'alice'" }],
    ["an authorizer", { expression: "authorizer.group('').resource('pods').check('get').allowed()" }],
    ["what the cluster sets", { expression: "object.metadata.uid == ''" }],
    ["a namespace that is not in sight", { expression: "namespaceObject.metadata.labels.tier == 'front'" }],
    [
      "parameters that are not in sight",
      {
        expression: "params.data.least == '1'",
        spec: "paramKind: {apiVersion: v1, kind: ConfigMap}",
        binding: "paramRef: {name: limits, parameterNotFoundAction: Deny}",
      },
    ],
    [
      "a condition that is not decided",
      {
        expression: "false",
        spec: "matchConditions: [{name: who, expression: request.userInfo.username == 'alice'}]",
      },
    ],
    ["a variable that is not defined", { expression: "variables.none == 1" }],
    ["what kubectl adds", { expression: "size(object.metadata.annotations) == 7" }],
  ])("%s", (_title, parts) => {
    expect(messages(policy(parts) + deployment())).toEqual([]);
  });

  test("what a webhook in sight may change first", () => {
    const webhook = (resource: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: injector}
webhooks:
  - {name: a.example.com, rules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [${resource}]}]}
---
`;
    expect(messages(policy() + webhook("deployments") + deployment())).toEqual([]);
    expect(messages(policy() + webhook("daemonsets") + deployment())).toHaveLength(1);
  });

  test("what a well-known webhook adds to pods", () => {
    const pods = policy({ expression: "false", validation: "message: no", resources: "pods", groups: "" });
    expect(messages(pods + deployment())).toHaveLength(1);
    expect(messages(namespace("istio-injection: enabled") + pods + deployment())).toEqual([]);
    const labelled = deployment().replace(
      "{app: web}}\n    spec",
      '{app: web, sidecar.istio.io/inject: "true"}}\n    spec',
    );
    expect(messages(pods + labelled)).toEqual([]);
  });

  test("what an older cluster would not accept", () => {
    const text = policy({ expression: "['a'].exists(i, v, v == 'b')" }) + deployment();
    expect(judge(RULE, text, { kubernetesVersion: 33 })).toHaveLength(1);
    expect(judge(RULE, text, { kubernetesVersion: 32 })).toEqual([]);
  });

  test("on clusters that serve no such policies", () => {
    expect(judge(RULE, policy() + deployment(), { kubernetesVersion: 29 })).toEqual([]);
    const beta = policy().replaceAll(
      "admissionregistration.k8s.io/v1\n",
      "admissionregistration.k8s.io/v1beta1\n",
    );
    expect(messages(beta + deployment())).toEqual([]);
  });

  test("a Secret, a ConfigMap, and what its kind would not take", () => {
    const all = policy({ groups: "*", resources: '"*"', expression: "object.kind == 'Deployment'" });
    const named = (kind: string, rest: string) =>
      `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\n${rest}\n---\n`;
    expect(messages(all + named("Secret", "stringData: {password: hunter2}"))).toEqual([]);
    expect(messages(all + named("ConfigMap", "data: {a: b}"))).toEqual([]);
    expect(messages(all + named("ServiceAccount", "secrets: 5"))).toEqual([]);
    expect(messages(all + named("ServiceAccount", "secrets: []"))).toHaveLength(1);
  });
});

describe("what expressions see", () => {
  test.each<[string, PolicyParts, string]>([
    [
      "defaults",
      {
        expression: "object.spec.revisionHistoryLimit != 10 || object.spec.strategy.type != 'RollingUpdate'",
      },
      "r",
    ],
    ["zeros that are left out", { expression: "has(object.spec.paused)" }, "z"],
    [
      "quantities as they are rewritten",
      { expression: "object.spec.template.spec.overhead.memory != '1Gi'" },
      "q",
    ],
    [
      "variables",
      {
        expression: "variables.names == ['x']",
        spec: "variables: [{name: names, expression: 'object.spec.template.spec.containers.map(c, c.name)'}]",
      },
      "v",
    ],
    ["namespaces in sight", { expression: "namespaceObject.metadata.labels.tier == 'back'" }, "n"],
    [
      "conditions",
      {
        expression: "false",
        spec: "matchConditions: [{name: kind, expression: object.kind == 'Deployment'}, {name: who, expression: request.userInfo.username != 'system:apiserver'}]",
      },
      "c",
    ],
    ["errors, unless they are ignored", { expression: "object.spec.nothing == 1" }, "e"],
  ])("%s", (_title, parts) => {
    const pod = "overhead: {memory: 1024Mi}";
    const text =
      namespace("tier: front") + policy(parts) + deployment("paused: false", "namespace: shop", pod);
    expect(messages(text)).toHaveLength(1);
  });

  test("errors that are ignored refuse nothing", () => {
    const parts = { expression: "object.spec.nothing == 1", spec: "failurePolicy: Ignore" };
    expect(messages(policy(parts) + deployment())).toEqual([]);
  });

  test("parameters that are in sight", () => {
    const parameters = (least: number) => `apiVersion: v1
kind: ConfigMap
metadata: {name: limits, namespace: shop}
data: {least: "${least}"}
---
`;
    const parts = {
      expression: "object.spec.replicas >= int(params.data.least)",
      validation: "messageExpression: \"'at least ' + params.data.least\"",
      spec: "paramKind: {apiVersion: v1, kind: ConfigMap}",
      binding: "paramRef: {name: limits, parameterNotFoundAction: Deny}",
    };
    expect(messages(policy(parts) + parameters(3) + deployment("replicas: 2"))).toEqual([
      'this Deployment will be refused: policy "rule" says “at least 3”',
    ]);
    expect(messages(policy(parts) + parameters(1) + deployment("replicas: 2"))).toEqual([]);
  });
});
