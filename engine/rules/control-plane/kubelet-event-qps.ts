import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 4.2.8. */
export const kubeletEventQps = defineFlagRule({
  id: "control-plane/kubelet-event-qps",
  title: "Kubelet's events are not limited",
  severity: "low",
  why: "Without a limit one crashing pod can flood the API server with events.",
  remediation: "Set `eventRecordQPS` to a number that suits the cluster; the default is 50.",
  standards: { cis: ["4.2.8"], nsa: ["control-plane"], mitre: ["T1499"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_147"], trivy: ["KCV-0087"], kubescape: ["C-0180"], kics: ["1a07a446"] },
  controls: ["event-qps"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "event-qps",
  expect: { isBad: (value) => value === "0" },
  consequence: "one crashing pod floods the API server with events",
  absent: false,
  fix: { safety: "safe", value: "50" },
});
