import { fix, set } from "../../fixes/change";
import { mapsAt } from "../../kubernetes/fields";
import { parseLabelSelector } from "../../kubernetes/selector";
import { defineResourceRule } from "../define-rule";
import { isSecurityWebhook, webhooksOf } from "./webhooks";

/** Source: admissionregistration.k8s.io/v1: "end users may skip the admission webhook by setting the labels". */
export const webhookOptOut = defineResourceRule({
  id: "admission/webhook-opt-out",
  title: "Validating webhook can be left out by a label or an old version",
  severity: "medium",
  why: "Whoever writes the object writes its labels, so the one who is to be stopped decides whether he is looked at.",
  remediation:
    "Select by namespace instead, leave `matchPolicy` at Equivalent, and cover updates as well as creations.",
  standards: { mitre: ["T1562.001"], owasp: ["K04"] },
  controls: ["webhook-failurepolicy-timeouts-namespaceselector-holes"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["admissionregistration.k8s.io/ValidatingWebhookConfiguration"],
  check({ resource, report }) {
    for (const webhook of webhooksOf(resource)) {
      if (!isSecurityWebhook(webhook)) continue;
      const { value, path, name } = webhook;
      const selector = parseLabelSelector(value.objectSelector);
      const exempting = selector?.find(({ operator }) => operator === "NotIn" || operator === "DoesNotExist");
      if (exempting) {
        const at = mapsAt(value, "objectSelector", "matchExpressions").find(
          (each) => each.value.key === exempting.key,
        );
        report({
          path: [...path, "objectSelector", ...(at ? ["matchExpressions", at.index, "key"] : [])],
          message: `an object escapes the webhook "${name}" by its own label "${exempting.key}"`,
        });
      }
      if (value.matchPolicy === "Exact")
        report({
          path: [...path, "matchPolicy"],
          severity: "low",
          message: `the webhook "${name}" does not see the same object sent in another API version`,
          fixes: [fix("harden", "See every version", set([...path, "matchPolicy"], "Equivalent"))],
        });
    }
  },
});
