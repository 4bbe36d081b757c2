import { parseDuration } from "../../control-plane/duration";
import { defineFlagRule } from "./define-flag-rule";

/** In a KubeletConfiguration zero stands for the default of four hours (k8s.io/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go). */
export const kubeletIdleTimeout = defineFlagRule({
  id: "control-plane/kubelet-idle-timeout",
  title: "Idle exec sessions never end",
  severity: "low",
  why: "Sessions of exec and port-forward that nobody uses stay open for ever: they exhaust the node and can be taken over.",
  remediation: "Leave the timeout at its default of four hours or set a shorter one.",
  standards: { cis: ["4.2.5"], nsa: ["control-plane"], mitre: ["T1499"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_143"], trivy: ["KCV-0085"], kubescape: ["C-0176"], kics: ["ed89b97d"] },
  controls: ["streaming-connection-idle-timeout-not-0"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "streaming-connection-idle-timeout",
  expect: { isBad: (value, component) => component.source !== "file" && parseDuration(value) === 0 },
  consequence: "idle exec and port-forward sessions stay open for ever",
  absent: false,
  fix: { safety: "safe", value: "4h" },
});
