import { fix } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { leaveOut, vitalNamespaces } from "./webhook-reach";
import { WEBHOOK_KINDS, webhooksOf } from "./webhooks";

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
  fixable: true,
  since: "0.1.0",
  appliesTo: WEBHOOK_KINDS,
  check({ resource, report }) {
    for (const webhook of webhooksOf(resource)) {
      const hit = webhook.failurePolicy === "Fail" ? vitalNamespaces(webhook) : [];
      if (hit.length === 0) continue;
      report({
        path: [...webhook.path, "namespaceSelector"],
        message: `the webhook "${webhook.name}" refuses pods in ${hit.map((each) => `"${each}"`).join(" and ")} when it does not answer`,
        fixes: [
          fix("harden", `Leave ${hit.join(" and ")} out (nothing is checked there)`, leaveOut(webhook, hit)),
        ],
      });
    }
  },
});
