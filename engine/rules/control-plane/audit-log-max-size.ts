import { logsToFile } from "../../control-plane/audit-backend";
import { defineFlagRule } from "./define-flag-rule";

/** 100 megabytes by default (k8s.io/apiserver pkg/server/options/audit.go). */
export const auditLogMaxSize = defineFlagRule({
  id: "control-plane/audit-log-max-size",
  title: "Audit logs rotate too early",
  severity: "low",
  why: "Small files rotate often, and with few backups an attacker can rotate the traces away.",
  remediation: "Set `--audit-log-maxsize=100` or more.",
  standards: { cis: ["1.2.19"], nsa: ["audit-logging"], mitre: ["T1070"], owasp: ["K05"] },
  equivalents: { checkov: ["CKV_K8S_94"], trivy: ["KCV-0022"], kubescape: ["C-0133"], kics: ["35c0a471"] },
  controls: ["audit-log-maxsize-100"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "audit-log-maxsize",
  expect: { isBad: (value) => /^\d+$/.test(value) && value !== "0" && Number(value) < 100 },
  consequence: "the log rotates so often that traces are lost",
  absent: false,
  when: (component) => logsToFile(component),
  fix: { safety: "safe", value: "100" },
});
