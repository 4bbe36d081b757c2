import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule, extendsEdit } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const modifyWorkloads = defineRoleRule({
  id: "identity/modify-workloads",
  title: "Role may change workloads",
  severity: "high",
  why: "Who may change a workload replaces its image and command and so acts as its account.",
  remediation:
    "Grant update and patch to the delivery pipeline alone, by resourceNames where the workloads are known; scaling needs only the subresource scale.",
  standards: { cis: ["5.1.4"], nsa: ["rbac"], mitre: ["T1610"], owasp: ["K03"] },
  equivalents: { trivy: ["KSV-0048"] },
  controls: ["update-patch-pods-or-controllers"],
  waive: "A controller or a delivery pipeline that exists to roll out workloads.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.modifyWorkloads,
  reach: { cluster: "high", namespace: "medium", named: "low" },
  except: (rule, resource) =>
    extendsEdit(resource) || (rule.verbs.includes("create") && rule.resourceNames.length === 0),
});
