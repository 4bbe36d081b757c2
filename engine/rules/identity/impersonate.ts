import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const impersonate = defineRoleRule({
  id: "identity/impersonate",
  title: "Role may impersonate",
  severity: "critical",
  why: "Who may impersonate a user, group or service account has all of its rights, and the audit log has to be read twice to see who acted.",
  remediation:
    "Remove the rule, or limit it by resourceNames; from Kubernetes 1.35 the constrained verbs limit what may be done in the other name.",
  standards: { cis: ["5.1.8"], nsa: ["rbac"], mitre: ["T1134"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV2_K8S_3"],
    trivy: ["KSV-0043"],
    kubescape: ["C-0065", "C-0191"],
    kics: ["9f85c3f6"],
    kyverno: ["restrict-escalation-verbs-roles"],
  },
  controls: ["impersonate"],
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.impersonate,
  reach: { cluster: "critical", namespace: "high", named: "medium" },
  pointAt: "verb",
});
