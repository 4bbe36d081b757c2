import { podsOf } from "../../inventory/workload-pods";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { onlyOnes } from "../../predictions/only-ones";
import { outcomeOf } from "../../predictions/outcome";
import { enforcedLevel, refusedFields } from "../../predictions/pod-security";
import { defineInventoryRule } from "../define-rule";
import { ENFORCE_LABEL } from "./pod-security-labels";

/** Places are many where a pod is not hardened at all; the first tell enough. */
const SHOWN = 6;

/** Source: k8s.io/pod-security-admission: workload kinds are warned about, only pods are refused. */
export const podSecurityRefuses = defineInventoryRule({
  id: "admission/pod-security-refuses",
  title: "Namespace will refuse the pods of a workload",
  severity: "medium",
  why: "The workload itself is accepted with a warning, then its controller is refused every pod: the rollout stands still, and only the events of the ReplicaSet or Job tell why.",
  remediation:
    "Give the pods what the level asks for; where the workload truly needs more, move it into a namespace of a lower level.",
  standards: { cis: ["5.2.1"], mitre: ["T1610"], owasp: ["K04"] },
  since: "0.1.0",
  appliesTo: ["Namespace", ...WORKLOAD_KINDS],
  eachNamespace: true,
  check({ inventory, options, report }) {
    const enforced = new Map(
      onlyOnes(inventory.ofKind("Namespace")).flatMap((namespace) => {
        const level = enforcedLevel(namespace, options.kubernetesVersion);
        return level ? [[namespace.name, { namespace, level }] as const] : [];
      }),
    );
    if (enforced.size === 0) return;
    for (const kind of WORKLOAD_KINDS) {
      // A PodTemplate makes no pods by itself.
      if (kind === "PodTemplate") continue;
      for (const fact of inventory.ofKind(kind)) {
        const found = enforced.get(fact.namespace);
        if (!found) continue;
        const refused = podsOf(fact).flatMap(({ pod }) => refusedFields(pod, found.level));
        if (refused.length === 0) continue;
        const checks = [...new Set(refused.map(({ check }) => check.replace(/_.*/, "")))];
        report(fact, {
          path: ["metadata", "name"],
          message: `${outcomeOf(fact)}: namespace "${fact.namespace}" enforces ${found.level.text}, which refuses them for ${checks.join(", ")}`,
          related: [
            {
              fact: found.namespace,
              path: ["metadata", "labels", ENFORCE_LABEL],
              message: "what the namespace enforces",
            },
            ...refused.slice(0, SHOWN).map(({ path, message }) => ({ fact, path, message })),
          ],
        });
      }
    }
  },
});
