import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 4.2.13. */
export const kubeletPidLimit = defineFlagRule({
  id: "control-plane/kubelet-pid-limit",
  title: "Pods may start any number of processes",
  severity: "medium",
  why: "A fork bomb in one pod takes every process id of the node, and with them the node's other pods and its kubelet.",
  remediation: "Set `podPidsLimit`, for example to 4096.",
  standards: { cis: ["4.2.13"], nsa: ["resource-limits"], mitre: ["T1499"], owasp: ["K09"] },
  equivalents: { kubescape: ["C-0284"] },
  controls: ["podpidslimit"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "pod-max-pids",
  expect: { isBad: (value) => /^-\d+$/.test(value) },
  consequence: "a fork bomb in one pod takes the node down",
  absent: true,
  fix: { safety: "harden", value: "4096" },
});
