import { defineFlagRule } from "./define-flag-rule";

/** 10255 by default as a flag, 0 in a KubeletConfiguration (k8s.io/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go). */
export const kubeletReadOnlyPort = defineFlagRule({
  id: "control-plane/kubelet-read-only-port",
  title: "Kubelet serves a port without login",
  severity: "medium",
  why: "The read-only port shows every pod of the node with its environment and arguments to whoever reaches it.",
  remediation: "Set `readOnlyPort: 0` in the kubelet's configuration.",
  standards: { cis: ["4.2.4"], nsa: ["control-plane"], mitre: ["T1613"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_141"], trivy: ["KCV-0082"], kubescape: ["C-0175"], kics: ["2940d48a"] },
  controls: ["kubelet-read-only-port-0"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "read-only-port",
  expect: { isBad: (value) => value !== "0" },
  consequence: "every pod of the node is shown without a login",
  absent: (component) => component.source === "pod",
  fix: { safety: "harden", value: "0" },
});
