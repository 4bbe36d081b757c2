import { defineFlagRule } from "./define-flag-rule";

/** The flag was removed in Kubernetes 1.19; what newer API servers make of it is the rule removed-flag's business. */
export const staticPasswordFile = defineFlagRule({
  id: "control-plane/static-password-file",
  title: "API server accepts passwords from a file",
  severity: "high",
  why: "Passwords in a file are kept in clear, are valid for ever and are sent with every request: one leaked file or log is a login.",
  remediation: "Remove `--basic-auth-file`; let people log in by OpenID Connect or client certificates.",
  standards: { nsa: ["control-plane"], mitre: ["T1078"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_69"], kics: ["5da47109"] },
  controls: ["basic-auth-file-unset"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "basic-auth-file",
  expect: { isUnset: true },
  consequence: "passwords are kept in clear and valid until the API server restarts",
  absent: false,
  when: (_, version) => version < 19,
  fix: { safety: "unsafe", remove: true },
});
