import type { JsonObject } from "../json";
import { matchesGroup, type PolicyRule } from "./policy-rule";

/** What the programs that run as an account do with the API, as far as it is declared. */
export interface RoleNeeds {
  /** The Secrets that they read by the API. A Secret that is mounted or taken as a variable needs no right. */
  readonly secrets: ReadonlySet<string>;
}

/** A rule of a role with what stays of it: the same rule, narrower ones, or nothing. */
export interface NarrowedRule<Rule extends PolicyRule> {
  readonly rule: Rule;
  /** `[rule]` itself where nothing is taken away. */
  readonly kept: readonly PolicyRule[];
}

/** A role that gives what is needed and no more. */
export interface NarrowedRole<Rule extends PolicyRule = PolicyRule> {
  /** The rules as they were, in order, each with what stays of it. */
  readonly steps: readonly NarrowedRule<Rule>[];
  /** Rules that take the place of broader ones: `get` of the Secrets that are needed, by name. */
  readonly added: readonly PolicyRule[];
  /** The whole narrowed role: what stays, then what is added. */
  readonly rules: readonly PolicyRule[];
  /** What is taken away, as `get, list, watch of secrets`; empty where the role is narrow already. */
  readonly removed: readonly string[];
  /**
   * Rules that read Secrets by a wildcard over resources. RBAC cannot except anything from a wildcard, so they stay as
   * they are: what the program does must be written out first.
   */
  readonly wildcards: readonly Rule[];
}

/** The verbs that return the values of Secrets: `list` and `watch` as well as `get`. */
export const SECRET_READ_VERBS: readonly string[] = ["get", "list", "watch"];

/**
 * Narrows the rules of a role to what the workloads need of Secrets: every right to read them goes, but for `get` of the
 * names that are declared, and only where the role gave it before. Other resources, and rights to write, stay. The verb
 * `*` on Secrets goes altogether, since nothing tells which verbs were meant.
 *
 * Source: Kubernetes documentation, "Role Based Access Control Good Practices", least privilege; the kubelet fetches
 * what pods mount with its own rights (Node authorization).
 *
 * @param rules of the Role or ClusterRole, aggregation worked out
 */
export function narrowedRole<Rule extends PolicyRule>(
  rules: readonly Rule[],
  needs: RoleNeeds,
): NarrowedRole<Rule> {
  const missing = new Set<string>();
  const present = new Set<string>();
  const removed: string[] = [];
  const wildcards: Rule[] = [];
  const steps = rules.map((rule): NarrowedRule<Rule> => {
    if (!readsSecrets(rule)) return { rule, kept: [rule] };
    if (!rule.resources.includes("secrets")) {
      wildcards.push(rule);
      return { rule, kept: [rule] };
    }
    if (isNeeded(rule, needs)) {
      for (const name of rule.resourceNames) present.add(name);
      return { rule, kept: [rule] };
    }
    for (const name of needs.secrets)
      if (rule.resourceNames.length === 0 || rule.resourceNames.includes(name)) missing.add(name);
    removed.push(describeReads(rule));
    return { rule, kept: withoutReads(rule) };
  });
  const names = [...missing].filter((name) => !present.has(name)).sort();
  const added: PolicyRule[] =
    names.length === 0
      ? []
      : [
          {
            apiGroups: [""],
            resources: ["secrets"],
            resourceNames: names,
            verbs: ["get"],
            nonResourceURLs: [],
          },
        ];
  return {
    steps,
    added,
    rules: [...steps.flatMap(({ kept }) => kept), ...added],
    removed: [...new Set(removed)],
    wildcards,
  };
}

/** A policy rule as a manifest writes it: lists that are empty are left out, but for the verbs. */
export function policyRuleObject(rule: PolicyRule): JsonObject {
  const { apiGroups, resources, resourceNames, nonResourceURLs, verbs } = rule;
  return {
    ...(apiGroups.length > 0 ? { apiGroups: [...apiGroups] } : {}),
    ...(resources.length > 0 ? { resources: [...resources] } : {}),
    ...(resourceNames.length > 0 ? { resourceNames: [...resourceNames] } : {}),
    ...(nonResourceURLs.length > 0 ? { nonResourceURLs: [...nonResourceURLs] } : {}),
    verbs: [...verbs],
  };
}

/** A Role (or, without a namespace of its own, whatever kind is named) with these rules, as a manifest. */
export function roleObject(
  identity: { readonly kind: string; readonly name: string; readonly namespace?: string | undefined },
  rules: readonly PolicyRule[],
): JsonObject {
  const { kind, name, namespace } = identity;
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    rules: rules.map(policyRuleObject),
  };
}

/** Whether a rule returns values of Secrets. */
function readsSecrets(rule: PolicyRule): boolean {
  return (
    matchesGroup(rule, "") &&
    (rule.resources.includes("secrets") || rule.resources.includes("*")) &&
    (rule.verbs.includes("*") || SECRET_READ_VERBS.some((verb) => rule.verbs.includes(verb)))
  );
}

/** `get` of needed names is what the program does; `list` and `watch` never are. */
function isNeeded({ resourceNames, verbs }: PolicyRule, { secrets }: RoleNeeds): boolean {
  return (
    resourceNames.length > 0 &&
    resourceNames.every((name) => secrets.has(name)) &&
    verbs.every((verb) => verb === "get" || (!SECRET_READ_VERBS.includes(verb) && verb !== "*"))
  );
}

/** The other resources with all verbs, then Secrets with the verbs that write. */
function withoutReads(rule: PolicyRule): PolicyRule[] {
  const resources = rule.resources.filter((resource) => resource !== "secrets");
  const verbs = rule.verbs.filter((verb) => !SECRET_READ_VERBS.includes(verb) && verb !== "*");
  const { apiGroups, resourceNames } = rule;
  return [
    ...(resources.length > 0 ? [{ ...plain(rule), resources }] : []),
    ...(verbs.length > 0
      ? [{ apiGroups, resources: ["secrets"], resourceNames, verbs, nonResourceURLs: [] }]
      : []),
  ];
}

/** A policy rule alone, without what its caller keeps beside it. */
function plain({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): PolicyRule {
  return { verbs, apiGroups, resources, resourceNames, nonResourceURLs };
}

function describeReads({ verbs, resourceNames }: PolicyRule): string {
  const taken = verbs.includes("*")
    ? "every verb"
    : verbs.filter((verb) => SECRET_READ_VERBS.includes(verb)).join(", ");
  return `${taken} of ${resourceNames.length > 0 ? `the Secrets ${resourceNames.join(", ")}` : "every Secret"}`;
}
