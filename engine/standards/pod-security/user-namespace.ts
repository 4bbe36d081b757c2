import { booleanAt } from "../../kubernetes/fields";
import type { PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityFinder } from "./check";

/** Whether the pod has a user namespace of its own (`hostUsers: false`): root inside is nobody outside. */
export function hasUserNamespace(pod: PodTemplate): boolean {
  return booleanAt(pod.spec, "hostUsers") === false;
}

/** The same check, relaxed for pods with a user namespace. Source: KEP-127, policy version 1.35. */
export function relaxedByUserNamespace(find: PodSecurityFinder): PodSecurityFinder {
  return (pod) => (hasUserNamespace(pod) ? [] : find(pod));
}

/** The same check, without Windows pods: the API refuses the field there. Source: policy version 1.25. */
export function exceptWindows(find: PodSecurityFinder): PodSecurityFinder {
  return (pod) => (pod.isWindows ? [] : find(pod));
}
