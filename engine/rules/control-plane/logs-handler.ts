import { defineFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, "Security Checklist". */
export const logsHandler = defineFlagRule({
  id: "control-plane/logs-handler",
  title: "API server serves its host's logs",
  severity: "low",
  why: "The handler gives files under /var/log of the host to whoever may read /logs.",
  remediation: "Set `--enable-logs-handler=false`.",
  standards: { nsa: ["control-plane"], mitre: ["T1005"], owasp: ["K09"] },
  opinion: true,
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "enable-logs-handler",
  expect: { is: false },
  consequence: "files under /var/log of its host are served at /logs",
  absent: true,
  fix: { safety: "safe", value: "false" },
});
