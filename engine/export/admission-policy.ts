import type { JsonObject } from "../json";
import { ruleUrl } from "../project";
import type { Rule, RuleOptions } from "../rules/rule";
import { quote } from "./cel/expressions";
import { EXEMPT_NAMESPACES, MATCH_CONDITIONS } from "./exempt";
import { PARAMETERS } from "./parameters";
import type { PolicyMatch, PolicySource } from "./policy-source";
import { STANDARD_VARIABLES } from "./standard-variables";

/** Every kind that holds a pod template, with the subresource by which debug containers come. */
const POD_RESOURCES: readonly PolicyMatch[] = [
  { group: "", resources: ["pods", "pods/ephemeralcontainers", "podtemplates", "replicationcontrollers"] },
  { group: "apps", resources: ["deployments", "replicasets", "statefulsets", "daemonsets"] },
  { group: "batch", resources: ["jobs", "cronjobs"] },
  { group: "argoproj.io", resources: ["rollouts"] },
  { group: "serving.knative.dev", resources: ["services", "configurations", "revisions"] },
  { group: "apps.openshift.io", resources: ["deploymentconfigs"] },
  { group: "apps.kruise.io", resources: ["clonesets", "statefulsets", "daemonsets"] },
];

/** The name of the policy of a rule: `rampart-workload-privileged`. */
export function policyName({ rule }: PolicySource): string {
  return `rampart-${rule.replace("/", "-")}`;
}

/**
 * The ValidatingAdmissionPolicy of a rule, or `undefined` where the rule says nothing at these options. An update
 * passes where every place at fault was at fault before; deletions are not looked at.
 */
export function admissionPolicy(
  source: PolicySource,
  rule: Rule,
  options: RuleOptions,
): JsonObject | undefined {
  const offences = typeof source.offences === "string" ? source.offences : source.offences(options);
  if (offences === undefined) return undefined;
  const url = ruleUrl(source.rule);
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: {
      name: policyName(source),
      labels: { "app.kubernetes.io/managed-by": "rampart" },
      annotations: { "kube-rampart/rule": source.rule, "kube-rampart/docs": url },
    },
    spec: {
      failurePolicy: "Fail",
      ...(source.parameter ? { paramKind: { apiVersion: "v1", kind: "ConfigMap" } } : {}),
      matchConstraints: {
        matchPolicy: "Equivalent",
        namespaceSelector: {
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...EXEMPT_NAMESPACES] },
          ],
        },
        resourceRules: matchesOf(source).map(({ group, resources }) => ({
          apiGroups: [group],
          apiVersions: ["*"],
          operations: ["CREATE", "UPDATE"],
          resources: [...resources],
        })),
      },
      matchConditions: MATCH_CONDITIONS.map((condition) => ({ ...condition })),
      variables: variablesOf(source, offences),
      validations: [
        {
          expression: "variables.offences.all(offence, offence in variables.oldOffences)",
          message: `${source.rule}: ${rule.title} (${url})`,
          messageExpression: `${quote(`${source.rule}: ${inQuotes(rule.title)}: `)} + variables.offences.filter(offence, !(offence in variables.oldOffences)).join(', ') + ${quote(` (${url})`)}`,
          reason: "Forbidden",
        },
      ],
    },
  };
}

function matchesOf({ match, also = [] }: PolicySource): readonly PolicyMatch[] {
  return [...(match === "pods" ? POD_RESOURCES : match), ...also];
}

/** Titles may hold an apostrophe, which ends a text of CEL. */
function inQuotes(title: string): string {
  return title.replaceAll("'", "’");
}

/** The variables that the offences need, over the object and, as `old…`, over the object before an update. */
function variablesOf(source: PolicySource, offences: string): { name: string; expression: string }[] {
  const known = [
    ...(source.parameter ? [{ name: source.parameter, expression: PARAMETERS[source.parameter].read }] : []),
    ...STANDARD_VARIABLES,
    ...Object.entries(source.variables ?? {}).map(([name, expression]) => ({ name, expression })),
  ];
  const needed = new Set<string>();
  const need = (expression: string): void => {
    for (const name of namesIn(expression)) {
      if (needed.has(name)) continue;
      needed.add(name);
      need(known.find((each) => each.name === name)?.expression ?? "");
    }
  };
  need(offences);
  const used = known.filter(({ name }) => needed.has(name));
  // Parameters are the same for both.
  const twice = new Set([
    "root",
    ...used.map(({ name }) => name).filter((name) => name !== source.parameter),
  ]);
  const old = (expression: string) =>
    expression.replace(/\bvariables\.(\w+)/g, (all, name: string) =>
      twice.has(name) ? `variables.old${name[0]?.toUpperCase()}${name.slice(1)}` : all,
    );
  const parameters = used.filter(({ name }) => !twice.has(name));
  const own = used.filter(({ name }) => twice.has(name));
  return [
    ...parameters,
    // Typed as anything: the type checker would warn of fields that only other matched kinds have.
    { name: "root", expression: "dyn(object)" },
    ...own,
    { name: "offences", expression: offences },
    { name: "oldRoot", expression: "dyn(oldObject)" },
    ...own.map(({ name, expression }) => ({
      name: `old${name[0]?.toUpperCase()}${name.slice(1)}`,
      expression: old(expression),
    })),
    { name: "oldOffences", expression: `request.operation == 'UPDATE' ? (${old(offences)}) : []` },
  ];
}

function namesIn(expression: string): string[] {
  return [...expression.matchAll(/\bvariables\.(\w+)/g)].map(([, name = ""]) => name);
}
