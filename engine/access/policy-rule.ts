import { isObject, type JsonObject, type JsonValue } from "../json";
import { mapsAt, stringsAt } from "../kubernetes/fields";
import { rememberLast } from "../remember";

/** One item of `rules` of a Role or ClusterRole. Lists that are absent or of a wrong type are empty. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A policy rule with its place in the list as written. */
export interface IndexedPolicyRule extends PolicyRule {
  readonly index: number;
}

/** The policy rules of the object of a Role or ClusterRole (or of its fact's data). Never throws. */
export function policyRulesOf(role: JsonValue | undefined): readonly IndexedPolicyRule[] {
  return isObject(role) ? rulesOfObject(role) : [];
}

const rulesOfObject = rememberLast((role: JsonObject): readonly IndexedPolicyRule[] =>
  mapsAt(role, "rules").map(({ index, value }) => ({
    index,
    verbs: stringsAt(value, "verbs"),
    apiGroups: stringsAt(value, "apiGroups"),
    resources: stringsAt(value, "resources"),
    resourceNames: stringsAt(value, "resourceNames"),
    nonResourceURLs: stringsAt(value, "nonResourceURLs"),
  })),
);

/** Whether a verb is granted: it is listed, or `*` is. Asking for `*` asks for the literal star. */
export function matchesVerb(rule: PolicyRule, verb: string): boolean {
  return rule.verbs.includes("*") || rule.verbs.includes(verb);
}

/** Whether an API group is granted: it is listed, or `*` is. `apps/v1` and `*.example.com` match only themselves. */
export function matchesGroup(rule: PolicyRule, group: string): boolean {
  return rule.apiGroups.includes("*") || rule.apiGroups.includes(group);
}

/**
 * Whether a resource is granted: `*` covers everything with its subresources, a star before a slash that subresource of every
 * resource, anything else is exact. `pods` does not cover `pods/log`, and `pods/*` is no wildcard.
 *
 * Source: k8s.io/component-helpers/auth/rbac/validation, `ResourceMatches`.
 */
export function matchesResource(rule: PolicyRule, resource: string, subresource = ""): boolean {
  const combined = subresource === "" ? resource : `${resource}/${subresource}`;
  return rule.resources.some(
    (each) =>
      each === "*" ||
      each === combined ||
      (subresource !== "" && each.startsWith("*/") && each === `*/${subresource}`),
  );
}

/** Whether a name is granted: no names are listed, or this one is. An ask without a name is the name `""`. */
export function matchesName(rule: PolicyRule, name: string): boolean {
  return rule.resourceNames.length === 0 || rule.resourceNames.includes(name);
}

/** Whether a non-resource URL is granted: exactly, or by any trailing `*` as a prefix; `*` alone is everything. */
export function matchesUrl(rule: PolicyRule, url: string): boolean {
  return rule.nonResourceURLs.some(
    (each) =>
      each === "*" || each === url || (each.endsWith("*") && url.startsWith(each.replace(/\*+$/, ""))),
  );
}
