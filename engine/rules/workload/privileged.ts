import { fix, set } from "../../fixes/change";
import { dropAllCapabilities } from "../../fixes/drop-all-capabilities";
import type { Change } from "../../fixes/fix";
import { seccompRuntimeDefault } from "../../fixes/seccomp-runtime-default";
import { hasMap } from "../../kubernetes/fields";
import type { Container, PodTemplate } from "../../kubernetes/pod-template";
import { offencesAt } from "../../standards/pod-security/check";
import { privilegedCheck } from "../../standards/pod-security/privileged";
import { dropsAllCapabilities, effectiveSeccompType } from "../../workload/effective-security";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "Privileged Containers". */
export const privileged = definePodRule({
  id: "workload/privileged",
  title: "Container is privileged",
  severity: "critical",
  why: "A privileged container holds every capability and every device of the node: whoever takes it over owns the node.",
  remediation:
    "Remove `privileged: true`; grant the single capability, device plugin or volume that is really needed.",
  standards: { pss: ["baseline"], cis: ["5.2.2"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["privileged-container"],
    checkov: ["CKV_K8S_16"],
    trivy: ["KSV-0017"],
    kubescape: ["C-0057", "C-0193", "C-0213"],
    "kube-score": ["container-security-context-privileged"],
    polaris: ["runAsPrivileged"],
    kubeaudit: ["PrivilegedTrue"],
    kubesec: ["Privileged"],
    kics: ["dd29336b"],
    kyverno: ["disallow-privileged-containers"],
    gatekeeper: ["K8sPSPPrivilegedContainer"],
    terrascan: ["AC_K8S_0046"],
  },
  controls: ["privileged-container"],
  waive: "Node agents such as CSI drivers and network plugins that mount or load modules on the node.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { container, path, message } of offencesAt(privilegedCheck, pod, options.kubernetesVersion)) {
      report({
        path,
        message,
        fixes: container ? [fix("unsafe", "Take the privileges away", ...unprivileged(pod, container))] : [],
      });
    }
  },
});

/** Without privileges the container is held to what privileges made moot: capabilities, escalation and seccomp. */
function unprivileged(pod: PodTemplate, container: Container): Change[] {
  const at = (...field: string[]) => container.at("securityContext", ...field);
  const adds = hasMap(container.spec, "securityContext", "capabilities");
  return [
    set(at("privileged"), false),
    set(at("allowPrivilegeEscalation"), false),
    ...(adds && !dropsAllCapabilities(container)
      ? [set(at("capabilities"), { drop: ["ALL"] })]
      : dropsAllCapabilities(container)
        ? []
        : [dropAllCapabilities(container)]),
    ...(effectiveSeccompType(pod, container) === undefined ? [seccompRuntimeDefault(pod, container)] : []),
  ];
}
