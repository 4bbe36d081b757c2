import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { coversAny, WEBHOOK_KINDS, webhooksOf } from "./webhooks";

/** Hosts inside the cluster, as a URL of a webhook may name them. */
const INSIDE = /^https:\/\/([^/:]+\.svc(\.|[:/]|$)|localhost|127\.|\[::1\])/;

/** Source: AdmissionReview carries the whole object, Secret data included. */
export const webhookSeesSecrets = defineResourceRule({
  id: "admission/webhook-sees-secrets",
  title: "Webhook receives every secret, or sends objects out of the cluster",
  severity: "low",
  why: "Each Secret that is written passes through the webhook in clear; whoever runs it, or sits on the way, has them all.",
  remediation: "Name the resources that the webhook needs, and call it as a Service in the cluster.",
  standards: { mitre: ["T1552.007", "T1557"], owasp: ["K08"] },
  equivalents: { kubescape: ["C-0036", "C-0039"] },
  controls: ["webhook-inventory"],
  since: "0.1.0",
  appliesTo: WEBHOOK_KINDS,
  check({ resource, report }) {
    for (const { name, value, path } of webhooksOf(resource)) {
      const url = stringAt(value, "clientConfig", "url");
      if (url !== undefined) {
        const at = [...path, "clientConfig", "url"];
        if (!url.startsWith("https://"))
          report({
            path: at,
            severity: "medium",
            message: `the webhook "${name}" is called without TLS, so the API server refuses it`,
          });
        else if (!INSIDE.test(url))
          report({
            path: at,
            severity: "medium",
            message: `the webhook "${name}" sends each object to a host outside the cluster`,
          });
      }
      const rules = mapsAt(value, "rules");
      const wide = rules.find((each) => coversAny([each], "", "secrets"));
      if (wide)
        report({
          path: [...path, "rules", wide.index, "resources"],
          message: `the webhook "${name}" receives every Secret that is written`,
        });
    }
  },
});
