import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const serviceStatus = defineRoleRule({
  id: "identity/service-status",
  title: "Role may change the status of Services",
  severity: "medium",
  why: "The status of a Service names its load balancer address, and nodes send traffic for that address to the Service: who patches it intercepts traffic (CVE-2020-8554).",
  remediation: "Remove the rule; only the cloud controller writes this status.",
  standards: { nsa: ["rbac"], mitre: ["T1557"], owasp: ["K03"] },
  equivalents: { checkov: ["CKV2_K8S_4"] },
  controls: ["services-status-cve-2020-8554"],
  waive: "A load balancer controller.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.serviceStatus,
  reach: { cluster: "medium", namespace: "low", named: "low" },
});
