import { defineFlagRule } from "./define-flag-rule";

/** 0.0.0.0 by default (k8s.io/apiserver pkg/server/options/serving.go). */
export const componentBindAddress = defineFlagRule({
  id: "control-plane/component-bind-address",
  title: "Controller manager or scheduler listens on every address",
  severity: "low",
  why: "Metrics and health of the component are reachable from the network, where nobody but the node needs them: one more place to attack.",
  remediation: "Set `--bind-address=127.0.0.1`.",
  standards: { cis: ["1.3.7", "1.4.2"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: {
    checkov: ["CKV_K8S_113", "CKV_K8S_115"],
    trivy: ["KCV-0039", "KCV-0041"],
    kubescape: ["C-0150", "C-0152"],
    kics: ["46a2e9ec"],
  },
  controls: ["kcm-bind-address-127-0-0-1", "scheduler-bind-address-127-0-0-1"],
  waive: "Metrics that are scraped from outside the node, with authentication and authorization left on.",
  fixable: true,
  since: "0.1.0",
  components: ["kube-controller-manager", "kube-scheduler"],
  flag: "bind-address",
  expect: { isBad: (value) => !/^(127\.|::1$|\[::1\]$|localhost$)/.test(value) },
  consequence: "its endpoints are reachable from the network",
  absent: true,
  fix: { safety: "harden", value: "127.0.0.1" },
});
