import { hasMap } from "../kubernetes/fields";
import type { Container, PodTemplate } from "../kubernetes/pod-template";
import { set } from "./change";
import type { Change } from "./fix";

/**
 * Gives a container without a seccomp profile the runtime's own: for the whole pod where the pod names none, else for
 * the container alone.
 */
export function seccompRuntimeDefault(pod: PodTemplate, container: Container): Change {
  return hasMap(pod.spec, "securityContext", "seccompProfile")
    ? set(container.at("securityContext", "seccompProfile", "type"), "RuntimeDefault")
    : set(pod.at("securityContext", "seccompProfile", "type"), "RuntimeDefault");
}
