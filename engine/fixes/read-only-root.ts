import { mapsAt, stringAt } from "../kubernetes/fields";
import type { Container, PodTemplate } from "../kubernetes/pod-template";
import { append, set } from "./change";
import type { Change } from "./fix";

/** Names of volumes are DNS labels. */
const LONGEST_NAME = 63;

/**
 * Makes the root file system of a container read-only and gives it a `/tmp` of its own, so that the workload keeps
 * running. A container that mounts something at `/tmp` already keeps that.
 */
export function readOnlyRoot(pod: PodTemplate, container: Container): Change[] {
  const readOnly = set(container.at("securityContext", "readOnlyRootFilesystem"), true);
  const mounts = mapsAt(container.spec, "volumeMounts").map(({ value }) => stringAt(value, "mountPath"));
  if (mounts.some((path) => path?.replace(/\/+$/, "") === "/tmp")) return [readOnly];
  const name = volumeName(pod, container);
  return [
    readOnly,
    append(container.at("volumeMounts"), { name, mountPath: "/tmp" }),
    append(pod.at("volumes"), { name, emptyDir: {} }),
  ];
}

/** `tmp` in a pod of one container, else one name a container; never the name of a volume that exists. */
function volumeName(pod: PodTemplate, container: Container): string {
  const base =
    pod.containers.length === 1
      ? "tmp"
      : `tmp-${container.name ?? `${container.list.toLowerCase()}-${container.index}`}`;
  const taken = new Set(mapsAt(pod.spec, "volumes").map(({ value }) => stringAt(value, "name")));
  for (let attempt = 1; ; attempt++) {
    const suffix = attempt === 1 ? "" : `-${attempt}`;
    const name = `${base.slice(0, LONGEST_NAME - suffix.length)}${suffix}`;
    if (!taken.has(name)) return name;
  }
}
