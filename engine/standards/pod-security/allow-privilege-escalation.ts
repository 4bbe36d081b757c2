import { booleanAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { exceptWindows } from "./user-namespace";

/** Restricted: no process can gain more privileges than its parent. */
export const allowPrivilegeEscalationCheck: PodSecurityCheck = {
  id: "allowPrivilegeEscalation",
  level: "restricted",
  versions: [
    { from: 8, find },
    { from: 25, find: exceptWindows(find) },
  ],
};

function find(pod: PodTemplate): PodSecurityOffence[] {
  return pod.containers.flatMap((container) => {
    const allowed = booleanAt(container.spec, "securityContext", "allowPrivilegeEscalation");
    if (allowed === false) return [];
    return [
      {
        container,
        path: container.at("securityContext", "allowPrivilegeEscalation"),
        message:
          allowed === true
            ? `${describeContainer(container)} lets its processes gain privileges: allowPrivilegeEscalation is true`
            : `${describeContainer(container)} lets its processes gain privileges: allowPrivilegeEscalation is not set to false`,
        ...(allowed === undefined ? { missing: true } : {}),
      },
    ];
  });
}
