import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 4.2.7. */
export const kubeletHostnameOverride = defineFlagRule({
  id: "control-plane/kubelet-hostname-override",
  title: "Kubelet takes another name than its host's",
  severity: "low",
  why: "A node under a name that is not its own breaks the match with its certificate and makes logs hard to follow.",
  remediation: "Remove `--hostname-override`, unless the cloud provider asks for it.",
  standards: { cis: ["4.2.7"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_146"], trivy: ["KCV-0086"], kubescape: ["C-0179"], kics: ["bf36b900"] },
  opinion: true,
  controls: ["hostname-override-unset"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "hostname-override",
  expect: { isUnset: true },
  consequence: "its name need not match its certificate and its host's logs",
  absent: false,
  fix: { safety: "unsafe", remove: true },
});
