import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const writeNamespaces = defineRoleRule({
  id: "identity/write-namespaces",
  title: "Role may change namespaces",
  severity: "high",
  why: "The labels of a namespace decide its Pod Security level and which network policies let it in: who patches them lifts both.",
  remediation: "Leave namespaces to the platform; grant get and list.",
  standards: { nsa: ["rbac"], mitre: ["T1562.001"], owasp: ["K03"] },
  controls: ["patch-namespaces-weaken-psa-labels"],
  waive: "A tenant controller that manages namespaces.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.writeNamespaces,
  reach: { cluster: "high", namespace: "medium", named: "low" },
});
