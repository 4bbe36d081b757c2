import { fix, set } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { procMountCheck } from "../../standards/pod-security/proc-mount";
import { procMountRestrictedCheck } from "../../standards/pod-security/proc-mount-restricted";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, restricted from 1.35, "/proc Mount Type" of pods with a user namespace. */
export const procMountInUserNamespace = definePodRule({
  id: "workload/proc-mount-in-user-namespace",
  title: "Container in a user namespace sees /proc unmasked",
  severity: "low",
  why: "A user namespace keeps the node out of reach, but an unmasked /proc still opens kernel interfaces to attack.",
  remediation: "Remove `procMount` unless containers are run inside the container.",
  standards: { pss: ["restricted"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: { "kube-linter": ["unsafe-proc-mount"], trivy: ["KSV-0027"] },
  controls: ["user-namespaces-hostusers-false", "procmount-not-default"],
  waive: "Builders that run containers inside the container.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    const minor = options.kubernetesVersion;
    if (offencesAt(procMountCheck, pod, minor).length > 0) return;
    for (const { path, message } of offencesAt(procMountRestrictedCheck, pod, minor)) {
      report({ path, message, fixes: [fix("unsafe", "Mask /proc", set(path, "Default"))] });
    }
  },
});
