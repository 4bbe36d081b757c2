import { logsToFile } from "../../control-plane/audit-backend";
import { defineFlagRule } from "./define-flag-rule";

/** 366 by default at 1.37 (k8s.io/apiserver pkg/server/options/audit.go); 0, for ever until the disk is full, in versions before. */
export const auditLogMaxAge = defineFlagRule({
  id: "control-plane/audit-log-max-age",
  title: "Audit logs are deleted within a month",
  severity: "low",
  why: "Breaches are often noticed after weeks: logs that are gone by then cannot show what was done.",
  remediation: "Set `--audit-log-maxage=30` or more, or ship the log elsewhere.",
  standards: { cis: ["1.2.17"], nsa: ["audit-logging"], mitre: ["T1070"], owasp: ["K05"] },
  equivalents: { checkov: ["CKV_K8S_92"], trivy: ["KCV-0020"], kubescape: ["C-0131"], kics: ["da9f3aa8"] },
  controls: ["audit-log-maxage-30"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "audit-log-maxage",
  expect: { atLeast: 30 },
  consequence: "audit logs are not kept for the 30 days that an investigation needs",
  absent: (_, version) => version < 37,
  when: (component) => logsToFile(component),
  fix: { safety: "safe", value: "30" },
});
