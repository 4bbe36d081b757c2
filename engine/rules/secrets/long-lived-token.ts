import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Kubernetes documentation, "Managing Service Accounts", manual token Secrets. */
export const longLivedToken = defineResourceRule({
  id: "secrets/long-lived-token",
  title: "Service-account token that never expires",
  severity: "medium",
  why: "The cluster fills this Secret with a token without expiry, bound to no pod: one copy of it is the account for as long as the Secret exists.",
  remediation:
    "Remove the Secret; use the projected token inside the cluster, workload identity federation or kubectl create token outside.",
  standards: { cis: ["5.1.6"], nsa: ["rbac"], mitre: ["T1528"], owasp: ["K08"] },
  equivalents: { kyverno: ["deny-secret-service-account-token-type", "check-serviceaccount-secrets"] },
  controls: ["long-lived-sa-token-secret"],
  since: "0.1.0",
  appliesTo: ["Secret"],
  check({ resource, report }) {
    if (stringAt(resource.object, "type") !== "kubernetes.io/service-account-token") return;
    const account = resource.annotations["kubernetes.io/service-account.name"];
    report({
      path: ["type"],
      message: `Secret "${resource.name ?? ""}" receives a token of ${account ? `account "${account}"` : "an account"} that never expires`,
    });
  },
});
