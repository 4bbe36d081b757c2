import { defineListFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.10. */
export const alwaysAdmit = defineListFlagRule({
  id: "control-plane/always-admit",
  title: "AlwaysAdmit is switched on",
  severity: "medium",
  why: "The plugin stands for admission without any check; in the old list it takes the place of those that check.",
  remediation: "Take `AlwaysAdmit` out of the list.",
  standards: { cis: ["1.2.10"], nsa: ["control-plane"], owasp: ["K04"] },
  equivalents: { checkov: ["CKV_K8S_79"], trivy: ["KCV-0011"], kubescape: ["C-0122"], kics: ["ce30e584"] },
  controls: ["alwaysadmit-not-set"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "enable-admission-plugins",
  isBad: (value) => value === "AlwaysAdmit",
  consequence: () => "it admits everything and has no use",
  fix: "safe",
});
