import { booleanAt } from "../../kubernetes/fields";
import type { PodSecurityCheck } from "./check";
import { securityContextParts } from "./security-contexts";

/** Baseline: no Windows container runs as a process of the node. */
export const windowsHostProcessCheck: PodSecurityCheck = {
  id: "windowsHostProcess",
  level: "baseline",
  versions: [
    {
      from: 0,
      find: (pod) =>
        securityContextParts(pod, "windowsOptions")
          .filter(({ value }) => booleanAt(value, "hostProcess") === true)
          .map(({ container, path, owner }) => ({
            ...(container ? { container } : {}),
            path: [...path, "hostProcess"],
            message: `${owner} runs as a process of the Windows node`,
          })),
    },
  ],
};
