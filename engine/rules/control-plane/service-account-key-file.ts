import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.22. */
export const serviceAccountKeyFile = defineFlagRule({
  id: "control-plane/service-account-key-file",
  title: "Service account tokens have no key of their own",
  severity: "medium",
  why: "Without a key file tokens are verified with the private key of the API server's certificate: the two cannot be rotated apart, and one leak gives both.",
  remediation: "Set `--service-account-key-file` to the public key of a pair made for tokens.",
  standards: { cis: ["1.2.22"], nsa: ["control-plane"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_97"], trivy: ["KCV-0025"], kubescape: ["C-0136"], kics: ["dab4ec72"] },
  controls: ["service-account-key-file"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "service-account-key-file",
  expect: { isSet: true },
  consequence: "tokens are verified with the key of its TLS certificate",
  absent: true,
});
