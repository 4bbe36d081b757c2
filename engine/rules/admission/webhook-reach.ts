import { append } from "../../fixes/change";
import type { Change } from "../../fixes/fix";
import type { JsonValue } from "../../json";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { parseLabelSelector, selectorMatches } from "../../kubernetes/selector";
import { coversAny, type Webhook } from "./webhooks";

const NAME_LABEL = "kubernetes.io/metadata.name";

/**
 * The namespaces in which a webhook on pods must not stand in its own way, kube-system and that of its Service, as
 * far as it reads pods there. Empty where it reads no pods, and where conditions or labels may leave them out.
 */
export function vitalNamespaces({ value }: Webhook): string[] {
  if (!coversAny(mapsAt(value, "rules"), "", "pods")) return [];
  if (listAt(value, "matchConditions").length > 0 || isOptIn(value.objectSelector)) return [];
  const own = stringAt(value, "clientConfig", "service", "namespace");
  return ["kube-system", ...(own && own !== "kube-system" ? [own] : [])].filter((namespace) =>
    reaches(value.namespaceSelector, namespace),
  );
}

/** The change that leaves namespaces out by name. */
export function leaveOut({ path }: Webhook, namespaces: readonly string[]): Change {
  const requirement = { key: NAME_LABEL, operator: "NotIn", values: [...namespaces] };
  return append([...path, "namespaceSelector", "matchExpressions"], requirement);
}

/** Whether a namespace whose labels are not known is read by the webhook, as far as its name decides. */
function reaches(value: JsonValue | undefined, namespace: string): boolean {
  if (value === undefined || value === null) return true;
  const selector = parseLabelSelector(value);
  if (!selector) return false;
  // An exclusion by any other label may well be on the namespace.
  if (
    selector.some(
      ({ key, operator }) => key !== NAME_LABEL && (operator === "NotIn" || operator === "DoesNotExist"),
    )
  )
    return false;
  return selectorMatches(selector, { [NAME_LABEL]: namespace });
}

/** Only objects that carry a label are read: pods of the system do not. */
function isOptIn(value: JsonValue | undefined): boolean {
  return (
    parseLabelSelector(value)?.some(({ operator }) => operator === "In" || operator === "Exists") ?? false
  );
}
