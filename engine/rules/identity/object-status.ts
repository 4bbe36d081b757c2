import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const objectStatus = defineRoleRule({
  id: "identity/object-status",
  title: "Role may change the status of nodes or pods",
  severity: "medium",
  why: "A false status of nodes moves workloads to a node of the attacker's choice; a false status of pods draws the traffic of Services.",
  remediation: "Remove the rule; only the kubelet and the controllers of the control plane write these.",
  standards: { nsa: ["rbac"], mitre: ["T1557"], owasp: ["K03"] },
  controls: ["nodes-status-pods-status"],
  waive: "A node problem detector, limited to nodes/status.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.objectStatus,
  reach: { cluster: "medium", namespace: "low", named: "low" },
});
