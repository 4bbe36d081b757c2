import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const bindRoles = defineRoleRule({
  id: "identity/bind-roles",
  title: "Role may bind any role",
  severity: "critical",
  why: "The verb bind lifts the rule that nobody binds a role with more rights than their own: its holder binds cluster-admin to itself.",
  remediation: "Remove bind, or limit it by resourceNames to harmless roles.",
  standards: { cis: ["5.1.8"], nsa: ["rbac"], mitre: ["T1098.006"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV_K8S_157", "CKV2_K8S_1"],
    trivy: ["KSV-0051", "KSV-0052", "KSV-0055"],
    kubescape: ["C-0191"],
    kics: ["8320826e"],
    kyverno: ["restrict-escalation-verbs-roles"],
  },
  controls: ["bind-create-bindings"],
  waive: "A tenant controller that binds a fixed set of roles, named by resourceNames.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.bind,
  reach: { cluster: "critical", namespace: "high", named: "medium" },
  pointAt: "verb",
});
