import { fix, set } from "../../fixes/change";
import { hardenContainerFix } from "../../fixes/harden-container";
import { allowPrivilegeEscalationCheck } from "../../standards/pod-security/allow-privilege-escalation";
import { offencesAt } from "../../standards/pod-security/check";
import { needsPrivilegeEscalation } from "../../workload/effective-security";
import { severityOfLinuxField } from "../../workload/windows-node";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, restricted, "Privilege Escalation". Silent on privileged containers and on those
 * that add CAP_SYS_ADMIN: there the API server refuses the value false, and the other rule names the cause.
 */
export const privilegeEscalation = definePodRule({
  id: "workload/privilege-escalation",
  title: "Container may gain privileges",
  severity: "medium",
  why: "A setuid binary in the image turns a foothold as an ordinary user into root in the container, the first step out of it.",
  remediation: "Set `securityContext.allowPrivilegeEscalation: false`.",
  standards: {
    pss: ["restricted"],
    cis: ["5.2.6"],
    nsa: ["non-root"],
    mitre: ["T1548", "T1611"],
    owasp: ["K01"],
  },
  equivalents: {
    "kube-linter": ["privilege-escalation-container"],
    checkov: ["CKV_K8S_20"],
    trivy: ["KSV-0001"],
    kubescape: ["C-0016"],
    polaris: ["privilegeEscalationAllowed"],
    kubeaudit: ["AllowPrivilegeEscalationNil", "AllowPrivilegeEscalationTrue"],
    kubesec: ["AllowPrivilegeEscalation"],
    kics: ["5572cc5e"],
    kyverno: ["disallow-privilege-escalation"],
    gatekeeper: ["K8sPSPAllowPrivilegeEscalationContainer"],
    terrascan: ["AC_K8S_0085"],
  },
  controls: ["allowprivilegeescalation-not-false"],
  waive: "Images that need sudo or a setuid helper and cannot be rebuilt yet.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    const offences = offencesAt(allowPrivilegeEscalationCheck, pod, options.kubernetesVersion);
    for (const { container, path, message, missing } of offences) {
      if (!container || needsPrivilegeEscalation(container)) continue;
      const single = fix(
        missing ? "harden" : "unsafe",
        "Set allowPrivilegeEscalation to false",
        set(path, false),
      );
      report({
        path,
        message,
        ...severityOfLinuxField(pod),
        fixes: missing ? [single, hardenContainerFix(pod, container)] : [single],
      });
    }
  },
});
