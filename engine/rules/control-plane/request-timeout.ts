import { parseDuration } from "../../control-plane/duration";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.20. */
export const requestTimeout = defineFlagRule({
  id: "control-plane/request-timeout",
  title: "Requests may take for ever",
  severity: "low",
  why: "Each open request holds memory of the API server: slow requests without a limit exhaust it.",
  remediation: "Leave `--request-timeout` at its default of one minute, or set a few minutes.",
  standards: { cis: ["1.2.20"], nsa: ["control-plane"], mitre: ["T1499"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_95"], kubescape: ["C-0134"], kics: ["d89a15bb"] },
  controls: ["request-timeout"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "request-timeout",
  expect: { isBad: (value) => isUnbounded(parseDuration(value)) },
  consequence: "slow requests pile up until the API server is exhausted",
  absent: false,
  fix: { safety: "safe", value: "60s" },
});

/** Ten minutes is long for a request that is no watch. */
function isUnbounded(seconds: number | undefined): boolean {
  return seconds !== undefined && (seconds <= 0 || seconds > 600);
}
