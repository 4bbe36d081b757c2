import { fix } from "../../fixes/change";
import { hardenContainerFix } from "../../fixes/harden-container";
import { seccompRuntimeDefault } from "../../fixes/seccomp-runtime-default";
import { hasMap } from "../../kubernetes/fields";
import { offencesAt } from "../../standards/pod-security/check";
import { seccompProfileRestrictedCheck } from "../../standards/pod-security/seccomp-profile-restricted";
import { isPrivileged } from "../../workload/effective-security";
import { severityOfLinuxField } from "../../workload/windows-node";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, restricted, "Seccomp". One finding for the pod where no container has a profile.
 * Silent on privileged containers, which no profile binds, and where `workload/seccomp-unconfined` reports the
 * pod's own.
 */
export const seccompProfile = definePodRule({
  id: "workload/seccomp-profile",
  title: "No seccomp profile",
  severity: "medium",
  why: "Without a profile the kubelet filters no system call, and every one of them can be attacked from the container.",
  remediation: "Set `securityContext.seccompProfile.type: RuntimeDefault` on the pod.",
  standards: { pss: ["restricted"], cis: ["5.6.2"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    checkov: ["CKV_K8S_31"],
    trivy: ["KSV-0030"],
    kubescape: ["C-0055", "C-0210"],
    "kube-score": ["container-seccomp-profile"],
    polaris: ["linuxHardening"],
    kubeaudit: ["SeccompProfileMissing"],
    kubesec: ["SeccompAny"],
    kics: ["f377b83e"],
    kyverno: ["restrict-seccomp-strict"],
    gatekeeper: ["K8sPSPSeccompV2"],
    terrascan: ["AC_K8S_0080"],
  },
  controls: ["seccomp-profile-missing"],
  waive: "Nodes whose kubelet sets seccompDefault: the profile holds there without being named.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    if (hasMap(pod.spec, "securityContext", "seccompProfile")) return;
    const missing = offencesAt(seccompProfileRestrictedCheck, pod, options.kubernetesVersion).filter(
      ({ container, missing: unset }) => unset && container && !isPrivileged(container),
    );
    const title = "Use the runtime's seccomp profile";
    const [first] = missing;
    if (first?.container && missing.length === pod.containers.length) {
      report({
        path: pod.at("securityContext", "seccompProfile"),
        message: "the pod has no seccomp profile: most system calls of the kernel are open to its containers",
        ...severityOfLinuxField(pod),
        fixes: [
          fix("safe", title, seccompRuntimeDefault(pod, first.container)),
          ...(missing.length === 1 ? [hardenContainerFix(pod, first.container)] : []),
        ],
      });
      return;
    }
    for (const { container, path, message } of missing) {
      if (!container) continue;
      report({
        path,
        message,
        ...severityOfLinuxField(pod),
        fixes: [
          fix("safe", title, seccompRuntimeDefault(pod, container)),
          hardenContainerFix(pod, container),
        ],
      });
    }
  },
});
