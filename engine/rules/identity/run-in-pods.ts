import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const runInPods = defineRoleRule({
  id: "identity/run-in-pods",
  title: "Role may run commands in pods",
  severity: "high",
  why: "exec, attach and ephemeral containers run code inside other pods, with their accounts, Secrets and network. Before Kubernetes 1.35, get on exec or attach is enough.",
  remediation: "Remove the rule; give people this right for a limited time and one namespace only.",
  standards: { cis: ["5.1.4"], nsa: ["rbac"], mitre: ["T1609"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV2_K8S_2"],
    trivy: ["KSV-0053", "KSV-0054"],
    kubescape: ["C-0002"],
    polaris: [
      "clusterrolePodExecAttach",
      "rolePodExecAttach",
      "clusterrolebindingPodExecAttach",
      "rolebindingClusterRolePodExecAttach",
      "rolebindingRolePodExecAttach",
    ],
    kics: ["c589f42c", "d45330fd"],
  },
  controls: ["pods-exec", "pods-attach", "pods-ephemeralcontainers"],
  waive: "A role for people who debug, bound only when needed.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.runInPods,
  // From 1.35 on a connection needs create, also over websockets.
  formerly: {
    before: 35,
    grants: [{ groups: [""], resources: ["pods/exec", "pods/attach"], verbs: ["get"] }],
  },
  reach: { cluster: "high", namespace: "medium", named: "low" },
});
