import { defineFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, command line reference of kube-proxy. */
export const kubeProxyProfiling = defineFlagRule({
  id: "control-plane/kube-proxy-profiling",
  title: "kube-proxy serves profiles",
  severity: "low",
  why: "Profiles show what kube-proxy does inside, without a login, to whoever reaches its metrics port.",
  remediation: "Remove `enableProfiling: true`.",
  standards: { nsa: ["control-plane"], owasp: ["K09"] },
  fixable: true,
  since: "0.1.0",
  components: ["kube-proxy"],
  flag: "profiling",
  expect: { is: false },
  consequence: "profiles of its inside are served without a login",
  absent: false,
  fix: { safety: "safe", value: "false" },
});
