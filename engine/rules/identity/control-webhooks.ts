import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const controlWebhooks = defineRoleRule({
  id: "identity/control-webhooks",
  title: "Role may change admission webhooks",
  severity: "critical",
  why: "A mutating webhook sees and rewrites every object that is admitted, Secrets and pods of kube-system included; a removed one no longer guards.",
  remediation:
    "Grant get and list only; an operator that renews its own caBundle needs patch with resourceNames.",
  standards: { cis: ["5.1.12"], nsa: ["rbac"], mitre: ["T1556"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV_K8S_155"],
    trivy: ["KSV-0114"],
    kubescape: ["C-0281"],
    kyverno: ["restrict-clusterrole-mutating-validating-admission-webhooks"],
  },
  controls: ["admission-webhook-configs"],
  waive: "An operator that renews the caBundle of its own webhook, named by resourceNames.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.controlWebhooks,
  reach: { cluster: "critical", namespace: "critical", named: "high" },
});
