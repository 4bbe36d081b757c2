import { fix, set } from "../../fixes/change";
import { listAt, numberAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { WEBHOOK_KINDS, webhooksOf } from "./webhooks";

/** The default of the API server, in seconds; everything beyond is felt by every request. */
const DEFAULT_TIMEOUT = 10;

/** Source: admissionregistration.k8s.io/v1 validation, and "Admission Webhook Good Practices" on timeouts. */
export const webhookSettings = defineResourceRule({
  id: "admission/webhook-settings",
  title: "Webhook is refused, or slows every request",
  severity: "low",
  why: "Without a side effect class and review versions the API server refuses the configuration, so it guards nothing. A long timeout lets one slow webhook stop the control plane.",
  remediation:
    "Set `sideEffects: None`, `admissionReviewVersions: [v1]` and a timeout of at most 10 seconds.",
  standards: { mitre: ["T1499"] },
  controls: ["webhook-failurepolicy-timeouts-namespaceselector-holes"],
  fixable: true,
  since: "0.1.0",
  appliesTo: WEBHOOK_KINDS,
  check({ resource, report }) {
    for (const { name, value, path } of webhooksOf(resource)) {
      if (resource.version === "v1") {
        const sideEffects = stringAt(value, "sideEffects");
        if (sideEffects !== "None" && sideEffects !== "NoneOnDryRun")
          report({
            path: [...path, "sideEffects"],
            message: `the webhook "${name}" must declare sideEffects None or NoneOnDryRun, or the API server refuses it`,
          });
        if (listAt(value, "admissionReviewVersions").length === 0)
          report({
            path: [...path, "admissionReviewVersions"],
            message: `the webhook "${name}" must list its admissionReviewVersions, or the API server refuses it`,
          });
      }
      const timeout = numberAt(value, "timeoutSeconds");
      if (timeout !== undefined && timeout > DEFAULT_TIMEOUT) {
        const at = [...path, "timeoutSeconds"];
        report({
          path: at,
          message: `the webhook "${name}" may hold up each request for ${timeout} seconds`,
          fixes: [fix("harden", `Wait ${DEFAULT_TIMEOUT} seconds at most`, set(at, DEFAULT_TIMEOUT))],
        });
      }
    }
  },
});
