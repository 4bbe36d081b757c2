import { listAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import { addedCapabilities } from "./added-capabilities";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";
import { exceptWindows } from "./user-namespace";

const ALLOWED: ReadonlySet<string> = new Set(["NET_BIND_SERVICE"]);

/** Restricted: every container drops ALL and adds nothing but NET_BIND_SERVICE. */
export const capabilitiesRestrictedCheck: PodSecurityCheck = {
  id: "capabilities_restricted",
  level: "restricted",
  overrides: ["capabilities_baseline"],
  versions: [
    { from: 22, find },
    { from: 25, find: exceptWindows(find) },
  ],
};

function find(pod: PodTemplate): PodSecurityOffence[] {
  const keeping = pod.containers
    .filter(({ spec }) => !listAt(spec, "securityContext", "capabilities", "drop").includes("ALL"))
    .map(
      (container): PodSecurityOffence => ({
        container,
        path: container.at("securityContext", "capabilities", "drop"),
        message: `${describeContainer(container)} keeps the runtime's default capabilities: capabilities.drop lacks ALL`,
        missing: true,
      }),
    );
  return [...keeping, ...addedCapabilities(pod, ALLOWED)];
}
