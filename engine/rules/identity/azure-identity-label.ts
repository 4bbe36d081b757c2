import { fix, remove, set } from "../../fixes/change";
import type { Path } from "../../json";
import { definePodRule } from "../define-rule";

const USE = "azure.workload.identity/use";

/**
 * The webhook selects pods by their own label. CSI volumes in workload-identity mode need none of this.
 *
 * Source: azure-workload-identity, object selector of the webhook.
 */
export const azureIdentityLabel = definePodRule({
  id: "identity/azure-identity-label",
  title: "Azure workload identity is asked for where nobody looks",
  severity: "medium",
  why: "Only the label on the pod itself is read: without it no token is projected, and the program fails or falls back to another identity.",
  remediation: 'Put the label azure.workload.identity/use: "true" on the pod template.',
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  controls: ["azure-workload-identity-label-without-annotated-sa-x"],
  fixable: true,
  since: "0.1.0",
  check({ pod, resource, report }) {
    const value = pod.labels[USE];
    if (value === "true") return;
    const label = pod.metadataAt("labels", USE);
    const say = (path: Path, message: string, target: "key" | "value", obsolete: boolean) =>
      report({
        path,
        ...(target === "key" ? { target } : {}),
        message,
        fixes: [
          fix(
            "harden",
            "Label the pod template; the webhook then projects the identity's token",
            set(label, "true"),
            ...(obsolete ? [remove(path)] : []),
          ),
        ],
      });
    if (value !== undefined) {
      say(label, `label ${USE} is "${value}"; the webhook looks for "true"`, "value", false);
      return;
    }
    const isPod = pod.metadataAt().length === 1;
    if (pod.annotations[USE] !== undefined)
      say(
        pod.metadataAt("annotations", USE),
        `${USE} is a label of the pod; as an annotation it does nothing`,
        "key",
        true,
      );
    else if (!isPod && resource.annotations[USE] !== undefined)
      say(
        ["metadata", "annotations", USE],
        `${USE} is a label of the pod template; as an annotation of the ${resource.kind} it does nothing`,
        "key",
        true,
      );
    else if (!isPod && resource.labels[USE] !== undefined)
      say(
        ["metadata", "labels", USE],
        `${USE} is read on the pod template; on the ${resource.kind} it does nothing`,
        "key",
        false,
      );
  },
});
