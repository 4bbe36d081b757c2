import { defineFlagRule } from "./define-flag-rule";

/** 127.0.0.1:10249 by default (k8s.io/kube-proxy config/v1alpha1). */
export const kubeProxyMetricsAddress = defineFlagRule({
  id: "control-plane/kube-proxy-metrics-address",
  title: "kube-proxy shows its metrics to the network",
  severity: "low",
  why: "The metrics and configuration of kube-proxy are served without a login to whoever reaches the node.",
  remediation: "Set `metricsBindAddress: 127.0.0.1:10249`.",
  standards: { cis: ["4.3.1"], nsa: ["control-plane"], mitre: ["T1613"], owasp: ["K09"] },
  equivalents: { kubescape: ["C-0291"] },
  controls: ["kube-proxy-metricsbindaddress-localhost"],
  waive: "Metrics that are scraped from outside, with a network policy or firewall in front of the port.",
  fixable: true,
  since: "0.1.0",
  components: ["kube-proxy"],
  flag: "metrics-bind-address",
  expect: { isBad: (value) => !/^(127\.|\[?::1\]?(:|$)|localhost)/.test(value) },
  consequence: "its metrics and configuration are served without a login",
  absent: false,
  fix: { safety: "harden", value: "127.0.0.1:10249" },
});
