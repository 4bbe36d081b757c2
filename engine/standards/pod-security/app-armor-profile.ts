import { stringAt } from "../../kubernetes/fields";
import type { PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { securityContextParts } from "./security-contexts";

/** The annotation of the years before the field: this prefix and the container's name. */
export const APP_ARMOR_ANNOTATION_PREFIX = "container.apparmor.security.beta.kubernetes.io/";

/** Baseline: AppArmor's default profile is neither disabled nor replaced by an unknown one. */
export const appArmorProfileCheck: PodSecurityCheck = {
  id: "appArmorProfile",
  level: "baseline",
  versions: [{ from: 0, find: (pod) => [...forbiddenFields(pod), ...forbiddenAnnotations(pod)] }],
};

function forbiddenFields(pod: PodTemplate): PodSecurityOffence[] {
  return securityContextParts(pod, "appArmorProfile").flatMap(({ container, value, path, owner }) => {
    const type = stringAt(value, "type");
    if (type === "RuntimeDefault" || type === "Localhost") return [];
    return [
      {
        ...(container ? { container } : {}),
        path: [...path, "type"],
        message: `${owner} runs with the AppArmor profile ${type ?? "missing its type"}`,
      },
    ];
  });
}

function forbiddenAnnotations(pod: PodTemplate): PodSecurityOffence[] {
  return Object.entries(pod.annotations)
    .filter(([key, value]) => key.startsWith(APP_ARMOR_ANNOTATION_PREFIX) && !isAllowedAnnotation(value))
    .map(([key, value]) => ({
      path: pod.metadataAt("annotations", key),
      message: `container "${key.slice(APP_ARMOR_ANNOTATION_PREFIX.length)}" runs with the AppArmor profile ${value}`,
    }));
}

function isAllowedAnnotation(value: string): boolean {
  return value === "" || value === "runtime/default" || value.startsWith("localhost/");
}
