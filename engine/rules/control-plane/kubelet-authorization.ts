import { defineFlagRule } from "./define-flag-rule";

/** AlwaysAllow by default as a flag, Webhook in a KubeletConfiguration (k8s.io/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go). */
export const kubeletAuthorization = defineFlagRule({
  id: "control-plane/kubelet-authorization",
  title: "Kubelet allows every request",
  severity: "critical",
  why: "A kubelet that asks nobody lets whoever it has recognised, or anonymous requests too, run commands in every container of the node.",
  remediation: "Set `authorization.mode: Webhook` in the kubelet's configuration.",
  standards: { cis: ["4.2.2"], nsa: ["control-plane"], mitre: ["T1133"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_139"], trivy: ["KCV-0080"], kubescape: ["C-0173"], kics: ["f1f4d8da"] },
  controls: ["kubelet-authorization-not-alwaysallow"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "authorization-mode",
  expect: { isBad: (value) => value === "AlwaysAllow" },
  consequence: "every request may run commands in every container of the node",
  absent: (component) => component.source === "pod",
  fix: { safety: "unsafe", value: "Webhook" },
});
