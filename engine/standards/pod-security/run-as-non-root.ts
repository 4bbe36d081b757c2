import { booleanAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { relaxedByUserNamespace } from "./user-namespace";

/** Restricted: no container may run as root; from 1.35 not required of pods with a user namespace. */
export const runAsNonRootCheck: PodSecurityCheck = {
  id: "runAsNonRoot",
  level: "restricted",
  versions: [
    { from: 0, find },
    { from: 35, find: relaxedByUserNamespace(find) },
  ],
};

function find(pod: PodTemplate): PodSecurityOffence[] {
  const forPod = booleanAt(pod.spec, "securityContext", "runAsNonRoot");
  const offences: PodSecurityOffence[] =
    forPod === false
      ? [
          {
            path: pod.at("securityContext", "runAsNonRoot"),
            message: "the pod allows root: runAsNonRoot is false",
          },
        ]
      : [];
  for (const container of pod.containers) {
    const own = booleanAt(container.spec, "securityContext", "runAsNonRoot");
    if (own === true || (own === undefined && forPod === true)) continue;
    offences.push({
      container,
      path: container.at("securityContext", "runAsNonRoot"),
      message:
        own === false
          ? `${describeContainer(container)} allows root: runAsNonRoot is false`
          : `${describeContainer(container)} may run as root: runAsNonRoot is not set`,
      ...(own === undefined ? { missing: true } : {}),
    });
  }
  return offences;
}
