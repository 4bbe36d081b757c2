import { fix, set } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { seccompProfileBaselineCheck } from "../../standards/pod-security/seccomp-profile-baseline";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "Seccomp". */
export const seccompUnconfined = definePodRule({
  id: "workload/seccomp-unconfined",
  title: "Seccomp is switched off",
  severity: "high",
  why: "Without a filter every system call of the kernel can be attacked from the container; many known escapes stop at the runtime's own profile.",
  remediation: "Set `seccompProfile.type: RuntimeDefault`.",
  standards: { pss: ["baseline"], cis: ["5.6.2"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0104"],
    kubescape: ["C-0210"],
    kubeaudit: ["SeccompDisabledPod", "SeccompDisabledContainer"],
    kubesec: ["SeccompUnconfined"],
    kyverno: ["restrict-seccomp"],
    gatekeeper: ["K8sPSPSeccompV2", "K8sPSPSeccomp"],
  },
  controls: ["seccomp-unconfined"],
  waive:
    "Tracers and builders that need system calls the runtime's profile blocks; write a Localhost profile instead.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(seccompProfileBaselineCheck, pod, options.kubernetesVersion)) {
      const value = path.at(-1) === "type" ? "RuntimeDefault" : "runtime/default";
      report({
        path,
        message,
        fixes: [fix("unsafe", "Use the runtime's seccomp profile", set(path, value))],
      });
    }
  },
});
