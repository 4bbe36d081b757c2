import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const deleteEvents = defineRoleRule({
  id: "identity/delete-events",
  title: "Role may delete events or pod logs",
  severity: "medium",
  why: "Events tell what happened in the cluster; deleting them covers an attacker's traces.",
  remediation: "Remove the verbs; components that record events need create and patch.",
  standards: { nsa: ["rbac"], mitre: ["T1070"], owasp: ["K03"] },
  equivalents: { trivy: ["KSV-0042"], kubescape: ["C-0031"] },
  controls: ["delete-events-pod-logs-cover-tracks"],
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.deleteEvents,
  reach: { cluster: "medium", namespace: "low", named: "low" },
});
