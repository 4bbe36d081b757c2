import type { JsonObject } from "../json";
import type { Policy } from "../policy/policy";
import { ruleById } from "../rules/registry";
import { admissionPolicy, policyName } from "./admission-policy";
import { policySources } from "./cel/registry";
import { PARAMETERS_NAME, PARAMETERS_NAMESPACE, parametersConfigMap } from "./parameters";
import type { PolicyParameter, PolicySource } from "./policy-source";

/** How strictly bindings act. In this order a cluster gets used to a policy. */
export type Enforcement = "audit" | "warn" | "deny";

/** What is exported beside the rules of a policy. */
export interface ExportRequest {
  readonly policy: Policy;
  /** Absent: `deny` where the profile blocks anything, else `warn`. */
  readonly enforcement?: Enforcement;
  /** Namespaces that the bindings leave alone, beside the system's. */
  readonly excludedNamespaces?: readonly string[];
}

const ACTIONS: Readonly<Record<Enforcement, readonly string[]>> = {
  audit: ["Audit"],
  warn: ["Warn", "Audit"],
  deny: ["Deny"],
};

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
    const manifest =
      rule && policy.isEnabled(rule) ? admissionPolicy(source, rule, policy.options) : undefined;
    if (!manifest) continue;
    if (source.parameter) parameters.add(source.parameter);
    manifests.push(manifest, binding(source, policy.profile.name, enforcement, excludedNamespaces));
  }
  if (parameters.size === 0) return manifests;
  return [parametersNamespace(), parametersConfigMap(policy.options, parameters), ...manifests];
}

/** What a profile asks of the API server: to refuse where it blocks anything, else to warn. */
function enforcementOf({ profile }: Policy): Enforcement {
  return Object.values(profile.levels).includes("block") ? "deny" : "warn";
}

function binding(
  source: PolicySource,
  profile: string,
  enforcement: Enforcement,
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
      validationActions: [...ACTIONS[enforcement]],
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
