import { fix, set } from "../../fixes/change";
import { appArmorProfileCheck } from "../../standards/pod-security/app-armor-profile";
import { offencesAt } from "../../standards/pod-security/check";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "AppArmor". */
export const apparmorUnconfined = definePodRule({
  id: "workload/apparmor-unconfined",
  title: "AppArmor is switched off or misspelt",
  severity: "medium",
  why: "On nodes with AppArmor the default profile denies mounts and writes to /proc and /sys; without it an escape has one lock less.",
  remediation: "Use `RuntimeDefault`, or a `Localhost` profile that is loaded on the nodes.",
  standards: { pss: ["baseline"], cis: ["5.6.3"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0002"],
    kubescape: ["C-0055"],
    kubeaudit: ["AppArmorDisabled", "AppArmorBadValue", "AppArmorInvalidAnnotation"],
    kubesec: ["ApparmorUnconfined"],
    kics: ["8b36775e"],
    kyverno: ["restrict-apparmor-profiles"],
    gatekeeper: ["K8sPSPAppArmor"],
    terrascan: ["AC_K8S_0073"],
  },
  controls: ["apparmor-missing-unconfined-bad-value"],
  waive: "Programs that mount file systems inside the container; write a profile of their own instead.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(appArmorProfileCheck, pod, options.kubernetesVersion)) {
      const value = path.at(-1) === "type" ? "RuntimeDefault" : "runtime/default";
      report({
        path,
        message,
        fixes: [fix("unsafe", "Use the runtime's AppArmor profile", set(path, value))],
      });
    }
  },
});
