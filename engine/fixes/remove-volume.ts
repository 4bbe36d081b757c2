import { mapsAt, stringAt } from "../kubernetes/fields";
import type { PodTemplate } from "../kubernetes/pod-template";
import { remove } from "./change";
import type { Change } from "./fix";

/** Takes a volume out of a pod, with every mount of it. */
export function removeVolume(pod: PodTemplate, index: number): Change[] {
  const volume = mapsAt(pod.spec, "volumes").find((each) => each.index === index);
  const name = volume && stringAt(volume.value, "name");
  const mounts = pod.containers.flatMap((container) =>
    mapsAt(container.spec, "volumeMounts")
      .filter(({ value }) => name !== undefined && stringAt(value, "name") === name)
      .map((mount) => remove(container.at("volumeMounts", mount.index))),
  );
  return [...mounts, remove(pod.at("volumes", index))];
}
