import type { ContainerData, PodData } from "../inventory/extractors/workload";
import type { JsonObject, JsonValue, Path } from "../json";
import { type PodTemplate, podTemplatesOf } from "../kubernetes/pod-template";
import { createResource } from "../kubernetes/resource";

/**
 * The pod that a fact remembers, with the fields that admission judges and no others: literal env values, commands and
 * the like are not in facts. Its paths are those of a Pod; {@link placeInWorkload} leads back to the workload.
 */
export function podOfFact(pod: PodData): PodTemplate | undefined {
  const spec: JsonObject = { ...pod.spec, volumes: [...pod.volumes] };
  for (const container of pod.containers) {
    const [list, index] = container.path.slice(-2);
    if (typeof list !== "string" || typeof index !== "number") continue;
    const items = (spec[list] ?? []) as JsonValue[];
    // Items that were no maps left holes.
    while (items.length < index) items.push(null);
    items[index] = containerSpec(container);
    spec[list] = items;
  }
  const object: JsonObject = { metadata: { annotations: { ...pod.annotations } }, spec };
  return podTemplatesOf(createResource(object, "v1", "Pod"))[0];
}

function containerSpec({ name, ports, volumeMounts, probes, resources, spec }: ContainerData): JsonObject {
  return { name, ports, volumeMounts, resources, ...probes, ...spec };
}

/** Where a path of {@link podOfFact} stands in the workload. */
export function placeInWorkload(pod: PodData, path: Path): Path {
  return path[0] === "spec" ? [...pod.path, ...path.slice(1)] : [...pod.path.slice(0, -1), ...path];
}
