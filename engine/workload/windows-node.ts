import { stringAt } from "../kubernetes/fields";
import type { PodTemplate } from "../kubernetes/pod-template";

/**
 * Whether the pod runs on Windows nodes only, declared (`spec.os.name`) or by its node selector. Pod Security excuses
 * the declared ones alone, but the fields that only Linux knows weigh little for both.
 */
export function isForWindowsNodes(pod: PodTemplate): boolean {
  return pod.isWindows || stringAt(pod.spec, "nodeSelector", "kubernetes.io/os") === "windows";
}

/** The severity of a missing field that only Linux knows: `low` for pods on Windows nodes, else the rule's own. */
export function severityOfLinuxField(pod: PodTemplate): { readonly severity?: "low" } {
  return isForWindowsNodes(pod) ? { severity: "low" } : {};
}
