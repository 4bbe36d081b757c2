import { booleanAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import type { PodSecurityCheck } from "./check";

/** Baseline: no container is privileged. */
export const privilegedCheck: PodSecurityCheck = {
  id: "privileged",
  level: "baseline",
  versions: [
    {
      from: 0,
      find: (pod) =>
        pod.containers
          .filter(({ spec }) => booleanAt(spec, "securityContext", "privileged") === true)
          .map((container) => ({
            container,
            path: container.at("securityContext", "privileged"),
            message: `${describeContainer(container)} is privileged: it holds every capability and device of the node`,
          })),
    },
  ],
};
