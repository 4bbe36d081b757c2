import { hasMap, stringAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { forbiddenFields, isSeccompType } from "./seccomp-profile-baseline";
import { exceptWindows } from "./user-namespace";

/** Restricted: every container has a seccomp profile, of its own or of its pod. */
export const seccompProfileRestrictedCheck: PodSecurityCheck = {
  id: "seccompProfile_restricted",
  level: "restricted",
  overrides: ["seccompProfile_baseline"],
  versions: [
    { from: 19, find },
    { from: 25, find: exceptWindows(find) },
  ],
};

function find(pod: PodTemplate): PodSecurityOffence[] {
  const inherited = isSeccompType(stringAt(pod.spec, "securityContext", "seccompProfile", "type"));
  const unset = inherited
    ? []
    : pod.containers
        .filter(({ spec }) => !hasMap(spec, "securityContext", "seccompProfile"))
        .map(
          (container): PodSecurityOffence => ({
            container,
            path: container.at("securityContext", "seccompProfile"),
            message: `${describeContainer(container)} has no seccomp profile: most system calls of the kernel are open`,
            missing: true,
          }),
        );
  return [...forbiddenFields(pod), ...unset];
}
