import { flagOf } from "../../control-plane/component";
import { defineComponentRule } from "./define-flag-rule";

/** Without a policy no event is logged (k8s.io/apiserver pkg/server/options/audit.go). */
export const auditLogging = defineComponentRule({
  id: "control-plane/audit-logging",
  title: "API server keeps no audit log",
  severity: "medium",
  why: "Nothing shows who read a Secret, who ran a command in a pod, or who made himself admin: an attack is neither noticed nor followed.",
  remediation: "Set `--audit-policy-file` and `--audit-log-path` (or `--audit-webhook-config-file`).",
  standards: { cis: ["1.2.16", "3.2.1"], nsa: ["audit-logging"], mitre: ["T1562"], owasp: ["K05"] },
  equivalents: {
    checkov: ["CKV_K8S_91"],
    trivy: ["KCV-0019"],
    kubescape: ["C-0130", "C-0160", "C-0067"],
    kics: ["73e251f0", "13a49a2e"],
  },
  controls: ["audit-log-path", "audit-policy-file-set"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  check({ component, report }) {
    const policy = flagOf(component, "audit-policy-file");
    const backend = flagOf(component, "audit-log-path") ?? flagOf(component, "audit-webhook-config-file");
    if ((policy && backend) || !component.isComplete) return;
    report({
      ...(backend?.place ?? policy?.place ?? component.home("audit-policy-file")),
      message: policy
        ? "kube-apiserver has an audit policy but neither --audit-log-path nor --audit-webhook-config-file: nothing is written"
        : backend
          ? "kube-apiserver has an audit log but no --audit-policy-file: nothing is logged"
          : "kube-apiserver runs without --audit-policy-file and --audit-log-path: nobody can tell who did what",
    });
  },
});
