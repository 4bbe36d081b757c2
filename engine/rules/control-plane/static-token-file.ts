import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.2. */
export const staticTokenFile = defineFlagRule({
  id: "control-plane/static-token-file",
  title: "API server accepts tokens from a file",
  severity: "high",
  why: "Tokens in a file are kept in clear and are valid until the file is changed and the API server restarted: whoever has read it once stays in.",
  remediation:
    "Remove `--token-auth-file`; use OpenID Connect for people and service account tokens for programs.",
  standards: { cis: ["1.2.2"], nsa: ["control-plane"], mitre: ["T1078"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_70"], trivy: ["KCV-0002"], kubescape: ["C-0114"], kics: ["32ecd76e"] },
  controls: ["token-auth-file-unset"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "token-auth-file",
  expect: { isUnset: true },
  consequence: "its tokens are kept in clear and never expire",
  absent: false,
  fix: { safety: "unsafe", remove: true },
});
