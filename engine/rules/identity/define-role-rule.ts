import { type DangerousGrant, type GrantMatch, matchGrant } from "../../access/dangerous-grant";
import { type IndexedPolicyRule, policyRulesOf } from "../../access/policy-rule";
import type { Fix } from "../../fixes/fix";
import type { Path } from "../../json";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import type { Resource } from "../../kubernetes/resource";
import { definePartRule } from "../define-rule";
import type { DocumentRule, ResourceContext, RuleMetadata, Severity } from "../rule";

/** The kinds that hold policy rules. */
export const ROLE_KINDS = ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"];

/** What a rule about one dangerous right of roles adds to its metadata. */
export interface RoleRule extends RuleMetadata {
  readonly grant: DangerousGrant;
  /** What gave the same right before a version of Kubernetes, beside the grant. */
  readonly formerly?: { readonly before: KubernetesMinor; readonly grants: DangerousGrant["grants"] };
  /** Severity in a ClusterRole, in a Role, and where `resourceNames` names what it is about. */
  readonly reach: { readonly cluster: Severity; readonly namespace: Severity; readonly named: Severity };
  /** Where the finding points: at the verb (`escalate`) or at the resource (the default). */
  readonly pointAt?: "verb";
  /** What may be offered as a remedy for a policy rule. */
  fixes?(rule: IndexedPolicyRule, match: GrantMatch): readonly Fix[];
  /** Quiet where this holds: another rule reports the same cause, or the use is known and harmless. */
  except?(rule: IndexedPolicyRule, resource: Resource): boolean;
}

/** Defines a rule about a dangerous right of Roles and ClusterRoles: one finding for each policy rule that gives it. */
export function defineRoleRule(definition: RoleRule): DocumentRule {
  const { grant, formerly, reach, pointAt, except, fixes, ...metadata } = definition;
  const before = formerly && { ...grant, grants: [...grant.grants, ...formerly.grants] };
  return definePartRule({
    ...metadata,
    appliesTo: ROLE_KINDS,
    of: policyRuleContextsOf,
    check({ resource, options, report, rule }) {
      const isBefore = formerly && options.kubernetesVersion < formerly.before;
      const match = matchOf(rule, (isBefore && before) || grant, resource.kind === "Role");
      if (!match || except?.(rule, resource)) return;
      report({
        path: pointOf(rule, match, pointAt),
        message: `${describeRole(resource)} may ${describeMatch(rule, match)} and so ${grant.gains}${describeNames(rule)}`,
        severity: severityOf(rule, resource, reach),
        fixes: fixes?.(rule, match) ?? [],
      });
    },
  });
}

/** The policy rules of a role, without those of the API server's own roles and without wildcards. */
function policyRuleContextsOf({ resource, pods, options, report }: ResourceContext) {
  if (isBootstrapRole(resource)) return [];
  return policyRulesOf(resource.object)
    .filter((rule) => !isWildcard(rule))
    .map((rule) => ({ resource, pods, options, report, rule }));
}

/** Whether the API server makes this role itself. */
export function isBootstrapRole({ name, labels }: Resource): boolean {
  return labels["kubernetes.io/bootstrapping"] === "rbac-defaults" || (name?.startsWith("system:") ?? false);
}

/** Whether the role is collected into `edit` or `admin`, which may create and change workloads without it. */
export function extendsEdit({ labels }: Resource): boolean {
  return ["edit", "admin"].some(
    (role) => labels[`rbac.authorization.k8s.io/aggregate-to-${role}`] === "true",
  );
}

/** Whether a policy rule has a wildcard verb or resource: such rules are reported once, as wildcards. */
export function isWildcard(rule: IndexedPolicyRule): boolean {
  return rule.verbs.includes("*") || rule.resources.includes("*");
}

/** How a message names a role. */
export function describeRole({ kind, name }: Pick<Resource, "kind" | "name">): string {
  return name ? `${kind} "${name}"` : kind;
}

/** All that a policy rule gives of a dangerous right, over its grants. */
export function matchOf(
  rule: IndexedPolicyRule,
  { grants }: DangerousGrant,
  namespaced: boolean,
): GrantMatch | undefined {
  const matches: GrantMatch[] = [];
  for (const each of grants) {
    const match = matchGrant(rule, each, namespaced);
    if (match) matches.push(match);
  }
  if (matches.length <= 1) return matches[0];
  const union = (list: readonly (readonly number[])[]) => [...new Set(list.flat())].sort((a, b) => a - b);
  return {
    resources: union(matches.map(({ resources }) => resources)),
    verbs: union(matches.map(({ verbs }) => verbs)),
  };
}

/** `get, list secrets`. */
export function describeMatch(rule: IndexedPolicyRule, match: GrantMatch): string {
  const names = (list: readonly string[], indices: readonly number[]) =>
    [...new Set(indices.map((index) => list[index] ?? ""))].join(", ");
  return `${names(rule.verbs, match.verbs)} ${names(rule.resources, match.resources)}`;
}

function describeNames(rule: IndexedPolicyRule): string {
  return rule.resourceNames.length > 0 ? ` (limited to ${rule.resourceNames.join(", ")})` : "";
}

function pointOf(rule: IndexedPolicyRule, match: GrantMatch, pointAt: "verb" | undefined): Path {
  return pointAt === "verb"
    ? ["rules", rule.index, "verbs", match.verbs[0] ?? 0]
    : ["rules", rule.index, "resources", match.resources[0] ?? 0];
}

function severityOf(rule: IndexedPolicyRule, { kind }: Resource, reach: RoleRule["reach"]): Severity {
  if (rule.resourceNames.length > 0) return reach.named;
  return kind === "Role" ? reach.namespace : reach.cluster;
}
