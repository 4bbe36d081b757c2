import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const nodeProxy = defineRoleRule({
  id: "identity/node-proxy",
  title: "Role may reach the kubelet through nodes/proxy",
  severity: "critical",
  why: "Even get on nodes/proxy runs commands in every pod of the node by way of the kubelet, unseen by audit and admission.",
  remediation: "Grant nodes/metrics, nodes/stats, nodes/healthz or nodes/configz instead, whichever is read.",
  standards: { cis: ["5.1.10"], nsa: ["rbac"], mitre: ["T1609", "T1611"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV2_K8S_2"],
    trivy: ["KSV-0047"],
    kubescape: ["C-0279"],
    kyverno: ["restrict-clusterrole-nodesproxy"],
  },
  controls: ["nodes-proxy-get-is-enough-exec-over-websocket"],
  waive: "A monitoring agent on clusters before 1.36, where the narrow replacements are not served.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.nodeProxy,
  reach: { cluster: "critical", namespace: "critical", named: "high" },
});
