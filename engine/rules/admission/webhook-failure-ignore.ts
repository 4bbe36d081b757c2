import { fix, set } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { leaveOut, vitalNamespaces } from "./webhook-reach";
import { isSecurityWebhook, webhooksOf } from "./webhooks";

/** Source: admissionregistration.k8s.io/v1 FailurePolicyType. Mutating webhooks are right to ignore. */
export const webhookFailureIgnore = defineResourceRule({
  id: "admission/webhook-failure-ignore",
  title: "Validating webhook lets everything in when it fails",
  severity: "medium",
  why: "Whoever overloads or stops the webhook's pods, or waits for a timeout, creates what it would have refused.",
  remediation:
    "Set `failurePolicy: Fail`, leave kube-system and the webhook's own namespace out, and run several replicas.",
  standards: { mitre: ["T1562.001"], owasp: ["K04"] },
  controls: ["webhook-failurepolicy-timeouts-namespaceselector-holes"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["admissionregistration.k8s.io/ValidatingWebhookConfiguration"],
  check({ resource, report }) {
    for (const webhook of webhooksOf(resource)) {
      if (webhook.failurePolicy !== "Ignore" || !isSecurityWebhook(webhook)) continue;
      const path = [...webhook.path, "failurePolicy"];
      const vital = vitalNamespaces(webhook);
      report({
        path,
        message: `the webhook "${webhook.name}" admits everything when it does not answer`,
        fixes: [
          fix(
            "unsafe",
            "Refuse when the webhook does not answer",
            set(path, "Fail"),
            ...(vital.length > 0 ? [leaveOut(webhook, vital)] : []),
          ),
        ],
      });
    }
  },
});
