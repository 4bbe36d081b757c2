import { booleanAt, hasMap, listAt, numberAt, stringAt } from "../kubernetes/fields";
import type { Container, PodTemplate } from "../kubernetes/pod-template";

/*
 * What holds for a container once the pod's security context is inherited. A container's own value wins.
 */

/** The user the container starts as, or `undefined` where the image decides. */
export function effectiveUser(pod: PodTemplate, container: Container): number | undefined {
  return numberAt(container.spec, "securityContext", "runAsUser") ?? podUser(pod);
}

/** The user that the pod's security context names. */
export function podUser(pod: PodTemplate): number | undefined {
  return numberAt(pod.spec, "securityContext", "runAsUser");
}

/** The group the container starts with, or `undefined` where the image decides. */
export function effectiveGroup(pod: PodTemplate, container: Container): number | undefined {
  return (
    numberAt(container.spec, "securityContext", "runAsGroup") ??
    numberAt(pod.spec, "securityContext", "runAsGroup")
  );
}

/** Whether the kubelet refuses to start the container as root; `undefined` where nothing is said. */
export function effectiveNonRoot(pod: PodTemplate, container: Container): boolean | undefined {
  return (
    booleanAt(container.spec, "securityContext", "runAsNonRoot") ??
    booleanAt(pod.spec, "securityContext", "runAsNonRoot")
  );
}

/** The type of the seccomp profile that holds, or `undefined` where none is set. */
export function effectiveSeccompType(pod: PodTemplate, container: Container): string | undefined {
  const from = hasMap(container.spec, "securityContext", "seccompProfile") ? container.spec : pod.spec;
  return stringAt(from, "securityContext", "seccompProfile", "type");
}

/** Whether the container is privileged: then capabilities, seccomp and AppArmor have no say. */
export function isPrivileged(container: Container): boolean {
  return booleanAt(container.spec, "securityContext", "privileged") === true;
}

/** Whether `capabilities.drop` names ALL. */
export function dropsAllCapabilities(container: Container): boolean {
  return listAt(container.spec, "securityContext", "capabilities", "drop").includes("ALL");
}

/** Whether the API server refuses `allowPrivilegeEscalation: false` for the container. */
export function needsPrivilegeEscalation(container: Container): boolean {
  return (
    isPrivileged(container) ||
    listAt(container.spec, "securityContext", "capabilities", "add").includes("CAP_SYS_ADMIN")
  );
}
