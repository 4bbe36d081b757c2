import { fix, set } from "../../fixes/change";
import { hardenContainerFix } from "../../fixes/harden-container";
import { booleanAt, numberAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import { offencesAt, type PodSecurityOffence } from "../../standards/pod-security/check";
import { runAsNonRootCheck } from "../../standards/pod-security/run-as-non-root";
import { runAsUserCheck } from "../../standards/pod-security/run-as-user";
import { effectiveUser, podUser } from "../../workload/effective-security";
import { isForWindowsNodes } from "../../workload/windows-node";
import { definePodRule } from "../define-rule";
import type { PodContext } from "../rule";

/**
 * Source: Pod Security Standards, restricted, "Running as Non-root". Silent where `workload/run-as-root` reports the
 * user 0 that is written.
 */
export const runAsNonRoot = definePodRule({
  id: "workload/run-as-non-root",
  title: "Container may run as root",
  severity: "high",
  why: "A process that is root in the container is root on the node if it escapes.",
  remediation:
    "Set `runAsNonRoot: true` on the pod or the container, and a user in the image or in `runAsUser`.",
  standards: { pss: ["restricted"], cis: ["5.2.7"], nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["run-as-non-root"],
    checkov: ["CKV_K8S_23"],
    trivy: ["KSV-0012"],
    kubescape: ["C-0013"],
    polaris: ["runAsRootAllowed"],
    kubeaudit: ["RunAsNonRootCSCFalse", "RunAsNonRootPSCNilCSCNil", "RunAsNonRootPSCFalseCSCNil"],
    kubesec: ["RunAsNonRoot"],
    kics: ["cf34805e"],
    kyverno: ["require-run-as-nonroot"],
    gatekeeper: ["K8sPSPAllowedUsers"],
    popeye: ["302", "306"],
    terrascan: ["AC_K8S_0087"],
  },
  controls: ["runasnonroot-not-true-pod-container-inheritance"],
  waive: "Images that can only run as root, until they are rebuilt with a user of their own.",
  fixable: true,
  since: "0.1.0",
  check(context) {
    const { pod, options } = context;
    const minor = options.kubernetesVersion;
    const rootIsReported = offencesAt(runAsUserCheck, pod, minor).length > 0;
    const podIsReported = rootIsReported && podUser(pod) === 0;
    for (const offence of offencesAt(runAsNonRootCheck, pod, minor)) {
      if (!offence.container) {
        if (!podIsReported) reportPod(context, offence);
        continue;
      }
      // The pod says false itself: one finding there stands for the containers that inherit it.
      const inherits = offence.missing && booleanAt(pod.spec, "securityContext", "runAsNonRoot") === false;
      const isRoot = rootIsReported && isReportedAsRoot(pod, offence);
      if (!inherits && !isRoot) reportContainer(context, offence);
    }
  },
});

function isReportedAsRoot(pod: PodTemplate, { container, missing }: PodSecurityOffence): boolean {
  if (!container) return false;
  if (numberAt(container.spec, "securityContext", "runAsUser") === 0) return true;
  return missing === true && effectiveUser(pod, container) === 0;
}

function reportPod({ report }: PodContext, { path, message }: PodSecurityOffence): void {
  report({ path, message, fixes: [fix("unsafe", "Refuse to run as root", set(path, true))] });
}

function reportContainer({ pod, report }: PodContext, offence: PodSecurityOffence): void {
  const { container, path, message, missing } = offence;
  if (!container) return;
  const user = effectiveUser(pod, container);
  if (!missing) {
    report({ path, message, fixes: [fix("unsafe", "Refuse to run as root", set(path, true))] });
    return;
  }
  // A user is named: the container is not root today, and requiring it cannot break it.
  const named = user !== undefined && user > 0;
  report({
    path,
    message: named
      ? `${describeContainer(container)} runs as user ${user}, but nothing holds it to that: runAsNonRoot is not set`
      : message,
    // Windows knows no user 0; its administrator is named by the image.
    ...(named || isForWindowsNodes(pod) ? { severity: "low" } : {}),
    fixes: [
      fix(named ? "safe" : "harden", "Refuse to run as root", set(path, true)),
      hardenContainerFix(pod, container),
    ],
  });
}
