import type { JsonValue } from "../../json";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { parseLabelSelector, selectorMatches } from "../../kubernetes/selector";
import { defineResourceRule } from "../define-rule";
import { coversAny, WEBHOOK_KINDS, webhooksOf } from "./webhooks";

const NAME_LABEL = "kubernetes.io/metadata.name";

/** Source: Kubernetes documentation, "Admission Webhook Good Practices", on deadlocks. */
export const webhookFailScope = defineResourceRule({
  id: "admission/webhook-fail-scope",
  title: "Webhook can stop its own pods or those of the system",
  severity: "medium",
  why: "When all its pods are gone, the API server refuses the new ones because the webhook does not answer: nothing starts until somebody deletes the configuration, and with it the protection.",
  remediation:
    "Exclude kube-system and the webhook's own namespace by `kubernetes.io/metadata.name` in `namespaceSelector`.",
  standards: { mitre: ["T1499"] },
  controls: ["webhook-failurepolicy-timeouts-namespaceselector-holes"],
  since: "0.1.0",
  appliesTo: WEBHOOK_KINDS,
  check({ resource, report }) {
    for (const webhook of webhooksOf(resource)) {
      const { value, path, name } = webhook;
      if (webhook.failurePolicy !== "Fail" || !coversAny(mapsAt(value, "rules"), "", "pods")) continue;
      if (listAt(value, "matchConditions").length > 0 || isOptIn(value.objectSelector)) continue;
      const own = stringAt(value, "clientConfig", "service", "namespace");
      const hit = ["kube-system", ...(own && own !== "kube-system" ? [own] : [])].filter((namespace) =>
        reaches(value.namespaceSelector, namespace),
      );
      if (hit.length === 0) continue;
      report({
        path: [...path, "namespaceSelector"],
        message: `the webhook "${name}" refuses pods in ${hit.map((each) => `"${each}"`).join(" and ")} when it does not answer`,
      });
    }
  },
});

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
