import { defineFlagRule } from "./define-flag-rule";

/** True by default (k8s.io/kubernetes pkg/kubeapiserver/options/authentication.go). */
export const extendedTokenLifetime = defineFlagRule({
  id: "control-plane/extended-token-lifetime",
  title: "Tokens of pods are valid for a year",
  severity: "low",
  why: "Tokens that pods get are made valid for a year instead of an hour to help old clients: a stolen one serves as long, unless its pod is deleted.",
  remediation:
    "Set `--service-account-extend-token-expiration=false` once `serviceaccount_stale_tokens_total` stays at zero.",
  standards: { cis: ["1.2.30"], nsa: ["control-plane"], mitre: ["T1528"], owasp: ["K06"] },
  equivalents: { kubescape: ["C-0290"] },
  controls: ["service-account-extend-token-expiration-false"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "service-account-extend-token-expiration",
  expect: { is: false },
  consequence: "tokens of pods are valid for a year instead of an hour",
  absent: (_, version) => version >= 21,
  fix: { safety: "harden", value: "false" },
});
