import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 4.2.6. */
export const kubeletIptables = defineFlagRule({
  id: "control-plane/kubelet-iptables",
  title: "Kubelet leaves its firewall rules to others",
  severity: "low",
  why: "Rules that the kubelet does not keep drift from what pods need, so that traffic is dropped or let through that should not.",
  remediation: "Remove `makeIPTablesUtilChains: false`.",
  standards: { cis: ["4.2.6"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_145"], trivy: ["KCV-0084"], kubescape: ["C-0178"], kics: ["5f89001f"] },
  controls: ["make-iptables-util-chains"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "make-iptables-util-chains",
  expect: { is: true },
  consequence: "firewall rules of the node drift from what pods need",
  absent: false,
  fix: { safety: "safe", value: "true" },
});
