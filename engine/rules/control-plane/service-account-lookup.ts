import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.21. */
export const serviceAccountLookup = defineFlagRule({
  id: "control-plane/service-account-lookup",
  title: "Deleted service accounts stay logged in",
  severity: "medium",
  why: "Without the lookup a token is valid although its account is deleted: a stolen token cannot be withdrawn.",
  remediation: "Remove `--service-account-lookup=false`.",
  standards: { cis: ["1.2.21"], nsa: ["control-plane"], mitre: ["T1528"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_96"], trivy: ["KCV-0024"], kubescape: ["C-0135"], kics: ["a5530bd7"] },
  controls: ["service-account-lookup"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "service-account-lookup",
  expect: { is: true },
  consequence: "tokens of deleted accounts stay valid",
  absent: false,
  fix: { safety: "safe", value: "true" },
});
