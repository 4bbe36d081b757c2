import { listAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityOffence } from "./check";

/** The capabilities that containers add beyond the allowed ones, one offence an item. */
export function addedCapabilities(pod: PodTemplate, allowed: ReadonlySet<string>): PodSecurityOffence[] {
  return pod.containers.flatMap((container) =>
    listAt(container.spec, "securityContext", "capabilities", "add").flatMap((name, index) =>
      typeof name !== "string" || allowed.has(name)
        ? []
        : [
            {
              container,
              path: container.at("securityContext", "capabilities", "add", index),
              message: `${describeContainer(container)} adds the capability ${name}`,
            },
          ],
    ),
  );
}
