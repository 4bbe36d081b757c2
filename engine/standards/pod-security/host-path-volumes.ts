import { hasMap, mapsAt, stringAt } from "../../kubernetes/fields";
import type { PodSecurityCheck } from "./check";

/** Baseline: no volume is a path of the node. */
export const hostPathVolumesCheck: PodSecurityCheck = {
  id: "hostPathVolumes",
  level: "baseline",
  versions: [
    {
      from: 0,
      find: (pod) =>
        mapsAt(pod.spec, "volumes")
          .filter(({ value }) => hasMap(value, "hostPath"))
          .map(({ index, value }) => ({
            path: pod.at("volumes", index, "hostPath"),
            message: `volume "${stringAt(value, "name") ?? index}" mounts ${stringAt(value, "hostPath", "path") ?? "a path"} of the node`,
          })),
    },
  ],
};
