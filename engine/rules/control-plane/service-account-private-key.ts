import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.3.4. */
export const serviceAccountPrivateKey = defineFlagRule({
  id: "control-plane/service-account-private-key",
  title: "Controller manager has no key for tokens",
  severity: "medium",
  why: "Without a key of its own the controller manager makes no service account tokens, or clusters fall back on keys that serve other ends and cannot be rotated.",
  remediation: "Set `--service-account-private-key-file` to the private key of a pair made for tokens.",
  standards: { cis: ["1.3.4"], nsa: ["control-plane"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_110"], trivy: ["KCV-0036"], kubescape: ["C-0147"], kics: ["ccc98ff7"] },
  controls: ["service-account-private-key-file"],
  since: "0.1.0",
  components: ["kube-controller-manager"],
  flag: "service-account-private-key-file",
  expect: { isSet: true },
  consequence: "service account tokens cannot be signed with a key of their own",
  absent: true,
});
