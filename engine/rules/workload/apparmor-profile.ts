import { fix, set } from "../../fixes/change";
import { hasMap } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { APP_ARMOR_ANNOTATION_PREFIX } from "../../standards/pod-security/app-armor-profile";
import { isPrivileged } from "../../workload/effective-security";
import { defineContainerRule } from "../define-rule";

/** The field exists from 1.30. Source: KEP-24. */
const FIELD_SINCE = 30;

/** An opinion: on nodes with AppArmor the runtime applies its own profile without being asked. */
export const apparmorProfile = defineContainerRule({
  id: "workload/apparmor-profile",
  title: "No AppArmor profile is named",
  severity: "low",
  opinion: true,
  why: "Runtimes apply their default profile where AppArmor is on, but nothing fails on a node where it is off; a named profile keeps the pod away from such nodes.",
  remediation: "Set `appArmorProfile.type: RuntimeDefault` on the pod.",
  standards: { cis: ["5.6.3"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0002"],
    kubescape: ["C-0055"],
    polaris: ["linuxHardening"],
    kubeaudit: ["AppArmorAnnotationMissing"],
    kubesec: ["ApparmorAny"],
    kics: ["8b36775e"],
    terrascan: ["AC_K8S_0073"],
  },
  controls: ["apparmor-missing-unconfined-bad-value"],
  waive: "Clusters whose nodes run SELinux, or no module at all.",
  fixable: true,
  since: "0.1.0",
  check({ pod, container, options, report }) {
    if (pod.isWindows || isPrivileged(container)) return;
    const annotated = pod.annotations[`${APP_ARMOR_ANNOTATION_PREFIX}${container.name ?? ""}`] !== undefined;
    const named =
      hasMap(pod.spec, "securityContext", "appArmorProfile") ||
      hasMap(container.spec, "securityContext", "appArmorProfile");
    if (annotated || named) return;
    report({
      path: container.at("securityContext", "appArmorProfile"),
      message: `${describeContainer(container)} names no AppArmor profile`,
      fixes:
        options.kubernetesVersion < FIELD_SINCE
          ? []
          : [
              fix(
                "harden",
                "Name the runtime's AppArmor profile",
                set(pod.at("securityContext", "appArmorProfile", "type"), "RuntimeDefault"),
              ),
            ],
    });
  },
});
