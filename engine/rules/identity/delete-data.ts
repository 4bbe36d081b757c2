import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const deleteData = defineRoleRule({
  id: "identity/delete-data",
  title: "Role may delete data on a large scale",
  severity: "medium",
  why: "Deleting namespaces or claims, or collections in one call, destroys services and their data faster than anybody reacts.",
  remediation: "Grant delete on single, named resources; leave namespaces and volumes to the platform.",
  standards: { nsa: ["rbac"], mitre: ["T1485"], owasp: ["K03"] },
  equivalents: { kubescape: ["C-0007"] },
  controls: ["broad-delete"],
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.deleteData,
  reach: { cluster: "medium", namespace: "low", named: "low" },
});
