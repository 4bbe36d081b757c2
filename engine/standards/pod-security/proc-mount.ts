import { stringAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { relaxedByUserNamespace } from "./user-namespace";

/** Baseline: /proc keeps its masks; from 1.35 not required of pods with a user namespace. */
export const procMountCheck: PodSecurityCheck = {
  id: "procMount",
  level: "baseline",
  versions: [
    { from: 0, find: unmasked },
    { from: 35, find: relaxedByUserNamespace(unmasked) },
  ],
};

/** The containers whose `/proc` is not mounted the default way. */
export function unmasked(pod: PodTemplate): PodSecurityOffence[] {
  return pod.containers.flatMap((container) => {
    const procMount = stringAt(container.spec, "securityContext", "procMount");
    if (procMount === undefined || procMount === "Default") return [];
    return [
      {
        container,
        path: container.at("securityContext", "procMount"),
        message: `${describeContainer(container)} mounts /proc as ${procMount}: kernel settings and memory are not masked`,
      },
    ];
  });
}
