import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const escalateRoles = defineRoleRule({
  id: "identity/escalate-roles",
  title: "Role may escalate roles",
  severity: "critical",
  why: "The verb escalate lifts the rule that nobody writes a role with more rights than their own: its holder makes itself an administrator.",
  remediation: "Remove escalate; a controller that writes roles should hold the rights that it hands out.",
  standards: { cis: ["5.1.8"], nsa: ["rbac"], mitre: ["T1098.006"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV_K8S_158"],
    trivy: ["KSV-0050"],
    kubescape: ["C-0191"],
    kics: ["8320826e"],
    kyverno: ["restrict-escalation-verbs-roles"],
  },
  controls: ["escalate"],
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.escalate,
  reach: { cluster: "critical", namespace: "high", named: "medium" },
  pointAt: "verb",
});
