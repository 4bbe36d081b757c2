import { defineFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, command line reference of kubelet. */
export const kubeletKernelDefaults = defineFlagRule({
  id: "control-plane/kubelet-kernel-defaults",
  title: "Kubelet changes kernel settings",
  severity: "low",
  why: "A kubelet that finds other kernel settings than it wants changes them in silence, also those that hardened the node.",
  remediation: "Set `protectKernelDefaults: true` and the settings beforehand.",
  standards: { nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_144"], trivy: ["KCV-0083"], kubescape: ["C-0177"], kics: ["6cf42c97"] },
  opinion: true,
  controls: ["protect-kernel-defaults"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "protect-kernel-defaults",
  expect: { is: true },
  consequence: "it overwrites kernel settings that differ from its own",
  absent: true,
  fix: { safety: "unsafe", value: "true" },
});
