import { logsToFile } from "../../control-plane/audit-backend";
import { defineFlagRule } from "./define-flag-rule";

/** 100 by default at 1.37 (k8s.io/apiserver pkg/server/options/audit.go), without a limit in versions before. */
export const auditLogMaxBackup = defineFlagRule({
  id: "control-plane/audit-log-max-backup",
  title: "Few audit logs are kept",
  severity: "low",
  why: "With few files an attacker only has to make enough noise to rotate the traces away.",
  remediation: "Set `--audit-log-maxbackup=10` or more.",
  standards: { cis: ["1.2.18"], nsa: ["audit-logging"], mitre: ["T1070"], owasp: ["K05"] },
  equivalents: { checkov: ["CKV_K8S_93"], trivy: ["KCV-0021"], kubescape: ["C-0132"], kics: ["768aab52"] },
  controls: ["audit-log-maxbackup-10"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "audit-log-maxbackup",
  expect: { atLeast: 10 },
  consequence: "noise rotates the traces of an attack away",
  absent: (_, version) => version < 37,
  when: (component) => logsToFile(component),
  fix: { safety: "safe", value: "10" },
});
