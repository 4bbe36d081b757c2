import type { JsonObject, Path } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import type { GroupKind, Resource } from "../../kubernetes/resource";

/** The two kinds that hold webhooks. */
export const WEBHOOK_KINDS: readonly GroupKind[] = [
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
];

/** One webhook of a configuration. */
export interface Webhook {
  readonly name: string;
  readonly value: JsonObject;
  readonly path: Path;
  /** As it applies: absent is `Fail` in v1 and `Ignore` in v1beta1. */
  readonly failurePolicy: string;
}

/** The webhooks of a configuration. */
export function webhooksOf(resource: Resource): Webhook[] {
  const absent = resource.version === "v1beta1" ? "Ignore" : "Fail";
  return mapsAt(resource.object, "webhooks").map(({ index, value }) => ({
    name: stringAt(value, "name") ?? `${index}`,
    value,
    path: ["webhooks", index],
    failurePolicy: stringAt(value, "failurePolicy") ?? absent,
  }));
}

/** Kinds whose validation is a boundary: pods, what makes pods, and permissions. */
const SECURITY: readonly (readonly [group: string, resource: string])[] = [
  ["", "pods"],
  ["", "replicationcontrollers"],
  ["apps", "deployments"],
  ["apps", "statefulsets"],
  ["apps", "daemonsets"],
  ["apps", "replicasets"],
  ["batch", "jobs"],
  ["batch", "cronjobs"],
  ["rbac.authorization.k8s.io", "roles"],
  ["rbac.authorization.k8s.io", "clusterroles"],
  ["rbac.authorization.k8s.io", "rolebindings"],
  ["rbac.authorization.k8s.io", "clusterrolebindings"],
];

/**
 * Whether a rule of a webhook or policy reads creations or updates of a resource. `*` means every resource, `pods/*`
 * the subresources of pods alone, a star on either side of the slash both.
 */
export function covers(rule: JsonObject, group: string, resource: string): boolean {
  const groups = stringsAt(rule, "apiGroups");
  const resources = stringsAt(rule, "resources");
  const operations = stringsAt(rule, "operations");
  return (
    (groups.includes(group) || groups.includes("*")) &&
    resources.some((each) => each === resource || each === "*" || each === "*/*") &&
    operations.some((each) => each === "CREATE" || each === "UPDATE" || each === "*")
  );
}

/** Whether a list of rules reads a resource. */
export function coversAny(
  rules: readonly { readonly value: JsonObject }[],
  group: string,
  resource: string,
): boolean {
  return rules.some(({ value }) => covers(value, group, resource));
}

/** Whether a webhook validates what a boundary rests on. */
export function isSecurityWebhook(webhook: Webhook): boolean {
  const rules = mapsAt(webhook.value, "rules");
  return SECURITY.some(([group, resource]) => coversAny(rules, group, resource));
}
