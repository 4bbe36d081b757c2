import type { JsonObject } from "../json";
import { type IndexedMap, listAt, mapsAt, stringAt, stringsAt } from "../kubernetes/fields";

/** A request as an audit policy sees it; a verb that is left out stands for any. */
export interface AuditRequest {
  readonly group: string;
  /** `secrets`, `pods/exec`. */
  readonly resource: string;
  readonly verb: string;
}

/** The levels, from least to most. */
export const AUDIT_LEVELS = ["None", "Metadata", "Request", "RequestResponse"] as const;

/** The level of a rule; a rule without a known one counts as `None`. */
export function auditLevel(rule: JsonObject): (typeof AUDIT_LEVELS)[number] {
  return AUDIT_LEVELS.find((level) => level === stringAt(rule, "level")) ?? "None";
}

/** Whether a rule is about requests of everybody, in every namespace, for every name. */
export function isUnconditional(rule: JsonObject): boolean {
  return (
    ["users", "userGroups", "namespaces"].every((field) => listAt(rule, field).length === 0) &&
    !mapsAt(rule, "resources").some(({ value }) => listAt(value, "resourceNames").length > 0)
  );
}

/**
 * Whether a rule may match a request, whoever makes it and wherever.
 *
 * Source: k8s.io/apiserver pkg/audit/policy/checker.go
 */
export function mayMatch(rule: JsonObject, request: AuditRequest): boolean {
  const verbs = stringsAt(rule, "verbs");
  if (verbs.length > 0 && !verbs.includes(request.verb)) return false;
  const resources = mapsAt(rule, "resources");
  if (resources.length === 0) {
    return listAt(rule, "namespaces").length > 0 || listAt(rule, "nonResourceURLs").length === 0;
  }
  return resources.some(({ value }) => {
    const group = stringAt(value, "group") ?? "";
    if (group !== "*" && group !== request.group) return false;
    const names = stringsAt(value, "resources");
    return names.length === 0 || names.some((name) => matchesResource(name, request.resource));
  });
}

function matchesResource(pattern: string, resource: string): boolean {
  const [main = "", sub] = resource.split("/");
  return (
    pattern === "*" ||
    pattern === resource ||
    (sub !== undefined && pattern === `*/${sub}`) ||
    (pattern.endsWith("/*") && pattern.slice(0, -2) === main)
  );
}

/**
 * The rules that may decide a request: every one that may match it, up to the first that certainly does. Empty where
 * the policy says nothing of it, and so logs nothing.
 */
export function decidingRules(policy: JsonObject, request: AuditRequest): IndexedMap[] {
  const deciding: IndexedMap[] = [];
  for (const rule of mapsAt(policy, "rules")) {
    if (!mayMatch(rule.value, request)) continue;
    deciding.push(rule);
    if (isUnconditional(rule.value)) break;
  }
  return deciding;
}

/** Whether the last rule catches what no other rule is about. */
export function hasCatchAll(policy: JsonObject): boolean {
  return mapsAt(policy, "rules").some(
    ({ value }) =>
      isUnconditional(value) &&
      ["verbs", "resources", "nonResourceURLs"].every((field) => listAt(value, field).length === 0),
  );
}
