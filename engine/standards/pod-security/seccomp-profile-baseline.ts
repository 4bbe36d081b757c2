import { stringAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { securityContextParts } from "./security-contexts";

/** The annotation of the years before the field, for the whole pod. */
export const SECCOMP_POD_ANNOTATION = "seccomp.security.alpha.kubernetes.io/pod";

/** The annotation for one container: this prefix and the container's name. */
export const SECCOMP_CONTAINER_ANNOTATION_PREFIX = "container.seccomp.security.alpha.kubernetes.io/";

/** Baseline: system calls stay filtered. Up to 1.18 by annotations, from 1.19 by the field. */
export const seccompProfileBaselineCheck: PodSecurityCheck = {
  id: "seccompProfile_baseline",
  level: "baseline",
  versions: [
    { from: 0, find: forbiddenAnnotations },
    { from: 19, find: forbiddenFields },
  ],
};

/** Whether a type of the field keeps system calls filtered. */
export function isSeccompType(type: string | undefined): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}

/** The profiles of pod and containers that leave system calls unfiltered. */
export function forbiddenFields(pod: PodTemplate): PodSecurityOffence[] {
  return securityContextParts(pod, "seccompProfile").flatMap(({ container, value, path, owner }) => {
    const type = stringAt(value, "type");
    if (isSeccompType(type)) return [];
    return [
      {
        ...(container ? { container } : {}),
        path: [...path, "type"],
        message: `${owner} runs with the seccomp profile ${type ?? "missing its type"}: every system call of the kernel is open`,
      },
    ];
  });
}

function forbiddenAnnotations(pod: PodTemplate): PodSecurityOffence[] {
  const find = (key: string): PodSecurityOffence[] => {
    const value = pod.annotations[key];
    if (value === undefined || isAllowedAnnotation(value)) return [];
    return [
      {
        path: pod.metadataAt("annotations", key),
        message: `the annotation asks for the seccomp profile "${value}": every system call of the kernel is open`,
      },
    ];
  };
  const forContainers = pod.containers.flatMap((container) =>
    find(`${SECCOMP_CONTAINER_ANNOTATION_PREFIX}${container.name ?? ""}`).map((offence) => ({
      ...offence,
      container,
      message: `${describeContainer(container)}: ${offence.message}`,
    })),
  );
  return [...find(SECCOMP_POD_ANNOTATION), ...forContainers];
}

function isAllowedAnnotation(value: string): boolean {
  return value === "runtime/default" || value === "docker/default" || value.startsWith("localhost/");
}
