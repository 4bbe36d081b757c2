import { numberAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { relaxedByUserNamespace } from "./user-namespace";

/** Restricted: the user 0 is named nowhere; from 1.35 not required of pods with a user namespace. */
export const runAsUserCheck: PodSecurityCheck = {
  id: "runAsUser",
  level: "restricted",
  versions: [
    { from: 23, find },
    { from: 35, find: relaxedByUserNamespace(find) },
  ],
};

function find(pod: PodTemplate): PodSecurityOffence[] {
  const forPod: PodSecurityOffence[] =
    numberAt(pod.spec, "securityContext", "runAsUser") === 0
      ? [{ path: pod.at("securityContext", "runAsUser"), message: "the pod runs as root: runAsUser is 0" }]
      : [];
  return [
    ...forPod,
    ...pod.containers
      .filter(({ spec }) => numberAt(spec, "securityContext", "runAsUser") === 0)
      .map((container) => ({
        container,
        path: container.at("securityContext", "runAsUser"),
        message: `${describeContainer(container)} runs as root: runAsUser is 0`,
      })),
  ];
}
