import type { JsonObject } from "../json";
import type { Level } from "../policy/configuration";
import type { Policy } from "../policy/policy";
import { ruleById } from "../rules/registry";
import type { Rule } from "../rules/rule";
import { admissionPolicy, policyName } from "./admission-policy";
import { policySources } from "./cel/registry";
import { PARAMETERS_NAME, PARAMETERS_NAMESPACE, parametersConfigMap } from "./parameters";
import type { PolicyParameter, PolicySource } from "./policy-source";

/**
 * How strictly bindings act: the first three in the order in which a cluster gets used to a policy; `level` as the
 * profile counts each rule, so that what blocks a merge is denied, what warns there warns, and a hint is recorded.
 */
export const ENFORCEMENTS = ["audit", "warn", "deny", "level"] as const;

/** One of the ways in which bindings act. */
export type Enforcement = (typeof ENFORCEMENTS)[number];

/** What is exported beside the rules of a policy. */
export interface ExportRequest {
  readonly policy: Policy;
  /** Absent: `deny` where the profile blocks anything, else `warn`. */
  readonly enforcement?: Enforcement;
  /** Namespaces that the bindings leave alone, beside the system's. */
  readonly excludedNamespaces?: readonly string[];
}

const ACTIONS: Readonly<Record<Exclude<Enforcement, "level">, readonly string[]>> = {
  audit: ["Audit"],
  warn: ["Warn", "Audit"],
  deny: ["Deny"],
};

const BY_LEVEL = { block: "deny", warn: "warn", hint: "audit" } as const satisfies Record<Level, Enforcement>;

/**
 * The rules of a policy as manifests: the parameters first, which a binding needs when it takes effect, then each
 * ValidatingAdmissionPolicy with its binding.
 */
export function exportPolicies(request: ExportRequest): JsonObject[] {
  const { policy, excludedNamespaces = [] } = request;
  const enforcement = request.enforcement ?? enforcementOf(policy);
  const manifests: JsonObject[] = [];
  const parameters = new Set<PolicyParameter>();
  for (const source of policySources) {
    const rule = ruleById(source.rule);
    if (!rule || !policy.isEnabled(rule)) continue;
    const manifest = admissionPolicy(source, rule, policy.options);
    if (!manifest) continue;
    if (source.parameter) parameters.add(source.parameter);
    const actions = ACTIONS[enforcement === "level" ? BY_LEVEL[levelOf(policy, rule)] : enforcement];
    manifests.push(manifest, binding(source, policy.profile.name, actions, excludedNamespaces));
  }
  if (parameters.size === 0) return manifests;
  return [parametersNamespace(), parametersConfigMap(policy.options, parameters), ...manifests];
}

/** What a profile asks of the API server: to refuse where it blocks anything, else to warn. */
function enforcementOf({ profile }: Policy): Enforcement {
  return Object.values(profile.levels).includes("block") ? "deny" : "warn";
}

/** How a finding of the rule counts, as far as the rule alone says. */
function levelOf(policy: Policy, { id, severity }: Rule): Level {
  return policy.levelOf({
    rule: id,
    severity,
    message: "",
    resource: { apiVersion: "", groupKind: "", kind: "", namespace: undefined, name: undefined },
    document: 0,
    base: [],
    path: [],
    target: "value",
    fixes: [],
    related: [],
  });
}

function binding(
  source: PolicySource,
  profile: string,
  actions: readonly string[],
  excludedNamespaces: readonly string[],
): JsonObject {
  const name = policyName(source);
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: {
      name: `${name}-${profile}`,
      labels: { "app.kubernetes.io/managed-by": "rampart", "kube-rampart/profile": profile },
    },
    spec: {
      policyName: name,
      validationActions: [...actions],
      ...(source.parameter
        ? {
            paramRef: {
              name: PARAMETERS_NAME,
              namespace: PARAMETERS_NAMESPACE,
              parameterNotFoundAction: "Deny",
            },
          }
        : {}),
      ...(excludedNamespaces.length > 0
        ? {
            matchResources: {
              namespaceSelector: {
                matchExpressions: [
                  { key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...excludedNamespaces] },
                ],
              },
            },
          }
        : {}),
    },
  };
}

function parametersNamespace(): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: PARAMETERS_NAMESPACE,
      labels: {
        "app.kubernetes.io/managed-by": "rampart",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "latest",
      },
    },
  };
}
