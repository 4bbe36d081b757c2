import type { JsonObject } from "../../engine/json";

/** A policy that is asked in a namespace of its own. */
export interface PolicyCase {
  readonly title: string;
  /** The policy with what it needs and its binding. */
  manifests(namespace: string): JsonObject[];
}

const WORKLOADS = [
  {
    apiGroups: [""],
    apiVersions: ["v1"],
    operations: ["CREATE"],
    resources: ["pods", "services", "serviceaccounts"],
  },
  { apiGroups: ["apps"], apiVersions: ["*"], operations: ["*"], resources: ["*"] },
  {
    apiGroups: ["batch"],
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources: ["jobs", "cronjobs"],
  },
  {
    apiGroups: ["networking.k8s.io", "rbac.authorization.k8s.io"],
    apiVersions: ["v1"],
    operations: ["CREATE"],
    resources: ["ingresses", "networkpolicies", "roles", "rolebindings"],
  },
];

const POD_SPEC =
  "object.kind == 'Pod' ? object.spec : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec";

/** Expressions with what else their policies say. */
const CASES: readonly (readonly [string, JsonObject?])[] = [
  ["object.kind != 'Deployment' || object.spec.replicas >= 2"],
  [
    "object.kind != 'Deployment' || object.spec.replicas <= 2",
    { messageExpression: "'too many: ' + string(object.spec.replicas)" },
  ],
  ["object.kind != 'Deployment' || object.spec.strategy.type == 'Recreate'"],
  ["object.kind != 'Deployment' || object.spec.revisionHistoryLimit < 10"],
  ["!has(object.spec.hostNetwork)"],
  ["!has(object.spec.hostNetwork)", { failurePolicy: "Ignore" }],
  ["object.spec.template.spec.containers.all(c, has(c.resources.limits))"],
  ["object.spec.template.spec.containers.all(c, has(c.resources.limits))", { failurePolicy: "Ignore" }],
  ["object.kind != 'Pod' || object.spec.containers.all(c, c.imagePullPolicy == 'Always')"],
  [
    "object.kind != 'Pod' || object.spec.containers.all(c, c.?securityContext.?readOnlyRootFilesystem.orValue(false))",
    { message: "read-only, please" },
  ],
  [
    "variables.containers.all(c, c.image.contains('@sha256:'))",
    {
      variables: [
        {
          name: "containers",
          expression:
            "has(object.spec.template) ? object.spec.template.spec.containers : object.?spec.?containers.orValue([])",
        },
      ],
    },
  ],
  [
    "variables.unused == variables.unused || object.kind == 'Service'",
    { variables: [{ name: "unused", expression: "object.spec.nothing" }], failurePolicy: "Ignore" },
  ],
  [
    "object.kind == 'Service' || variables.spec.containers.all(c, c.terminationMessagePolicy == 'FallbackToLogsOnError')",
    { variables: [{ name: "spec", expression: POD_SPEC }] },
  ],
  [
    "variables.spec.?securityContext.?runAsNonRoot.orValue(false) || variables.spec.containers.all(c, c.?securityContext.?runAsNonRoot.orValue(false))",
    {
      variables: [{ name: "spec", expression: POD_SPEC }],
      messageExpression: "object.kind + ' ' + object.metadata.name + ' may run as root'",
    },
  ],
  ["object.metadata.name.matches('^[a-z]{2,4}(-[a-z0-9]+)*$')"],
  [
    "object.metadata.name.size() < 6",
    {
      messageExpression:
        "'the name ' + object.metadata.name + ' has ' + string(size(object.metadata.name)) + ' letters'",
    },
  ],
  ["has(object.metadata.labels) && 'app' in object.metadata.labels"],
  ["'app.kubernetes.io/name' in object.?metadata.?labels.orValue({})"],
  ["object.metadata.?annotations.orValue({}).exists(k, k.startsWith('kube'))"],
  ["!('owner' in object.?metadata.?annotations.orValue({}))"],
  ["object.kind != 'Service' || object.spec.type in ['ClusterIP', 'ExternalName']"],
  ["object.kind != 'Service' || object.spec.ports.all(p, p.protocol == 'TCP' && p.targetPort == p.port)"],
  ["object.kind != 'Service' || object.?spec.?externalTrafficPolicy.orValue('none') == 'Local'"],
  ["object.kind != 'Ingress' || object.spec.?tls.orValue([]).size() > 0"],
  ["object.kind != 'Ingress' || object.spec.rules.all(r, r.?host.orValue('').endsWith('.example'))"],
  ["object.kind != 'NetworkPolicy' || 'Egress' in object.spec.policyTypes"],
  ["object.kind != 'Role' || object.rules.all(r, !('*' in r.verbs))"],
  [
    "object.kind != 'RoleBinding' || object.roleRef.apiGroup == 'rbac.authorization.k8s.io' && object.subjects.all(s, s.kind == 'ServiceAccount')",
  ],
  ["namespaceObject.metadata.labels.tier == 'front'"],
  ["request.namespace.startsWith('policy-') && request.operation == 'CREATE' && request.kind.kind != 'Pod'"],
  ["request.resource.resource != 'deployments' && oldObject == null"],
  [
    "object.kind == 'Pod'",
    {
      matchConditions: [
        { name: "pods", expression: "object.kind in ['Pod', 'Deployment']" },
        {
          name: "person",
          expression:
            "!request.userInfo.username.startsWith('system:') || request.userInfo.username != 'system:apiserver'",
        },
      ],
    },
  ],
  [
    "object.kind == 'Pod'",
    { matchConditions: [{ name: "replicas", expression: "object.spec.replicas > 0" }] },
  ],
  [
    "object.kind == 'Pod'",
    {
      matchConditions: [{ name: "replicas", expression: "object.spec.replicas > 0" }],
      failurePolicy: "Ignore",
    },
  ],
  ["object.kind != 'Pod' || object.spec.volumes.all(v, !has(v.hostPath) && !has(v.secret))"],
  [
    "object.kind != 'Pod' || object.spec.tolerations.size() > 1 && object.spec.serviceAccountName == 'default'",
  ],
  [
    "object.kind != 'Pod' || object.spec.containers.all(c, !c.?resources.?limits.?memory.hasValue() || quantity(c.resources.limits['memory']).isLessThan(quantity('300Mi')))",
  ],
  [
    "object.kind != 'Deployment' || object.spec.template.spec.containers.all(c, c.?resources.?limits.?memory.orValue('') in ['128Mi', '256Mi', '512Mi', '1Gi'])",
  ],
  [
    "object.kind != 'Pod' || object.spec.containers.all(c, c.?resources.?requests.?cpu.orValue('') == c.?resources.?limits.?cpu.orValue(''))",
  ],
  ["object.kind != 'CronJob' || object.spec.concurrencyPolicy == 'Forbid' && !object.spec.suspend"],
  ["object.kind != 'Job' || object.spec.backoffLimit < 4 && object.spec.completions == 1"],
  ["object.kind != 'StatefulSet' || object.spec.podManagementPolicy == 'Parallel'"],
  ["object.kind != 'DaemonSet' || object.spec.updateStrategy.rollingUpdate.maxUnavailable == 1"],
  [
    "!has(object.spec) || !has(object.spec.template) || object.spec.template.spec.containers.exists_one(c, c.name.split('-').size() == 1)",
  ],
  [
    "object.kind != 'Deployment' || object.spec.template.spec.containers.map(c, c.name).join(',').lowerAscii() == 'app'",
    { messageExpression: "'containers: ' + object.spec.template.spec.containers.map(c, c.name).join(', ')" },
  ],
  [
    "object.kind != 'Pod' || object.spec.containers.all(c, c.?livenessProbe.?periodSeconds.orValue(10) == 10 && c.?readinessProbe.?httpGet.?scheme.orValue('HTTP') == 'HTTP')",
  ],
  ["1 / (object.kind == 'Pod' ? 0 : 1) == 1"],
  ["object.kind == 'Service' || object.nothing == 1 || object.kind == 'Pod'"],
];

function policyOf(name: string, expression: string, rest: JsonObject, withParams: boolean): JsonObject {
  const { failurePolicy = "Fail", variables, matchConditions, ...validation } = rest;
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name },
    spec: {
      failurePolicy,
      ...(withParams ? { paramKind: { apiVersion: "v1", kind: "ConfigMap" } } : {}),
      matchConstraints: { resourceRules: WORKLOADS },
      ...(variables ? { variables } : {}),
      ...(matchConditions ? { matchConditions } : {}),
      validations: [{ expression, ...validation }],
    },
  };
}

function bindingOf(name: string, namespace: string, rest: JsonObject = {}): JsonObject {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: {
      policyName: name,
      validationActions: ["Deny"],
      matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } },
      ...rest,
    },
  };
}

/** Policies of every shape, each to be asked in a namespace of its own. */
export function generatedPolicies(): PolicyCase[] {
  const plain = CASES.map(
    ([expression, rest = {}], index): PolicyCase => ({
      title: expression,
      manifests: (namespace) => [
        policyOf(`generated-${index}`, expression, rest, false),
        bindingOf(`generated-${index}`, namespace),
      ],
    }),
  );
  const withParams: PolicyCase = {
    title: "parameters",
    manifests: (namespace) => [
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "limits", namespace },
        data: { kinds: "Pod,Service", none: "" },
      },
      policyOf(
        "parameters",
        "!(object.kind in params.data.kinds.split(','))",
        { messageExpression: "'none of ' + params.data.kinds" },
        true,
      ),
      bindingOf("parameters", namespace, { paramRef: { name: "limits", parameterNotFoundAction: "Deny" } }),
    ],
  };
  const selected: PolicyCase = {
    title: "selected objects",
    manifests: (namespace) => {
      const policy = policyOf("selected", "false", { message: "no" }, false);
      const constraints = {
        resourceRules: WORKLOADS,
        excludeResourceRules: [
          {
            apiGroups: ["*"],
            apiVersions: ["*"],
            operations: ["CREATE"],
            resources: ["pods"],
            resourceNames: ["app", "web", "api"],
          },
          { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["*"], resources: ["daemonsets"] },
        ],
        objectSelector: { matchExpressions: [{ key: "app", operator: "DoesNotExist" }] },
      };
      return [
        { ...policy, spec: { ...(policy.spec as JsonObject), matchConstraints: constraints } },
        bindingOf("selected", namespace),
      ];
    },
  };
  return [...plain, withParams, selected];
}

/** What the canary says, and nobody else: until its parameters are known, it is refused with other words. */
const IN_FORCE = "the canary is in force";

/** A policy to be applied last: once it refuses its object in its own words, those before it are in force. */
generatedPolicies.canary = (namespace: string, name = "canary") => ({
  manifests: [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data: { forbidden: name } },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: `${name}-in-force` },
      spec: {
        paramKind: { apiVersion: "v1", kind: "ConfigMap" },
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] },
          ],
        },
        validations: [
          { expression: "object.metadata.name != params.data.forbidden + '-probe'", message: IN_FORCE },
        ],
      },
    },
    bindingOf(`${name}-in-force`, namespace, { paramRef: { name, parameterNotFoundAction: "Allow" } }),
  ],
  object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `${name}-probe`, namespace } },
  /** Whether an answer to the object says so. */
  isInForce: ({ body }: { readonly body?: { readonly message?: string } }) =>
    body?.message?.includes(IN_FORCE) === true,
});

/** One policy with its binding. */
generatedPolicies.one = (name: string, namespace: string, expression: string): JsonObject[] => [
  policyOf(name, expression, {}, false),
  bindingOf(name, namespace),
];
