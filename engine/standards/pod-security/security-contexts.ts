import type { JsonObject, Path } from "../../json";
import { hasMap, mapAt } from "../../kubernetes/fields";
import { type Container, describeContainer, type PodTemplate } from "../../kubernetes/pod-template";

/** A map inside a security context, of the pod or of a container. */
export interface SecurityContextPart {
  /** Absent for the pod's. */
  readonly container?: Container;
  readonly value: JsonObject;
  /** Where the map stands, relative to the resource. */
  readonly path: Path;
  /** How a message names the pod or container. */
  readonly owner: string;
}

/** The maps of a name in the security contexts of a pod: the pod's first, then those of its containers. */
export function securityContextParts(pod: PodTemplate, field: string): SecurityContextPart[] {
  const forPod: SecurityContextPart[] = hasMap(pod.spec, "securityContext", field)
    ? [
        {
          value: mapAt(pod.spec, "securityContext", field),
          path: pod.at("securityContext", field),
          owner: "the pod",
        },
      ]
    : [];
  return [
    ...forPod,
    ...pod.containers
      .filter(({ spec }) => hasMap(spec, "securityContext", field))
      .map((container) => ({
        container,
        value: mapAt(container.spec, "securityContext", field),
        path: container.at("securityContext", field),
        owner: describeContainer(container),
      })),
  ];
}
