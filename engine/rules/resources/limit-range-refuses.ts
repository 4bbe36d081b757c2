import { podsOf } from "../../inventory/workload-pods";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { claimsIn } from "../../predictions/claims";
import { claimRefusals, limitRangeRefusals, type Refusal } from "../../predictions/limit-ranges";
import { onlyOnes } from "../../predictions/only-ones";
import { outcomeOf } from "../../predictions/outcome";
import { podDemand } from "../../predictions/pod-amounts";
import { defineInventoryRule } from "../define-rule";
import type { RelatedPlace, Report } from "../rule";

/** Source: k8s.io/kubernetes plugin/pkg/admission/limitranger. */
export const limitRangeRefuses = defineInventoryRule({
  id: "resources/limit-range-refuses",
  title: "LimitRange will refuse the pods of a workload, or a claim",
  severity: "medium",
  why: "The workload itself is accepted, then its controller is refused every pod: the rollout stands still, and only the events of the ReplicaSet or Job tell why.",
  remediation: "Ask for an amount within the bounds of the namespace, or change the LimitRange.",
  standards: { nsa: ["resource-limits"] },
  since: "0.1.0",
  appliesTo: ["LimitRange", "PersistentVolumeClaim", ...WORKLOAD_KINDS],
  eachNamespace: true,
  check({ inventory, report }) {
    const all = onlyOnes(inventory.ofKind("LimitRange"));
    if (all.length === 0) return;
    for (const kind of WORKLOAD_KINDS) {
      if (kind === "PodTemplate") continue;
      for (const fact of inventory.ofKind(kind)) {
        const ranges = all.filter(({ namespace }) => namespace !== undefined && namespace === fact.namespace);
        if (ranges.length === 0) continue;
        for (const { pod } of podsOf(fact)) {
          const demand = podDemand(pod, ranges);
          const refusals = demand ? limitRangeRefusals(demand, ranges, ["metadata", "name"]) : [];
          const places = (demand?.containers ?? []).map(({ container }) => ({
            fact,
            path: [...container.path, "resources"],
            message: `what container "${container.name ?? "?"}" asks for`,
          }));
          for (const refusal of refusals) {
            const isWhole = refusal.path[0] === "metadata";
            report(fact, reportOf(refusal, outcomeOf(fact), isWhole ? places : []));
          }
        }
      }
    }
    for (const namespace of new Set(all.map((range) => range.namespace))) {
      if (namespace === undefined) continue;
      const ranges = all.filter((range) => range.namespace === namespace);
      for (const claim of claimsIn(inventory, namespace)) {
        const isOwn = claim.fact.groupKind === "PersistentVolumeClaim";
        const outcome = isOwn ? "this claim will be refused" : outcomeOf(claim.fact);
        for (const refusal of claimRefusals(claim, ranges)) report(claim.fact, reportOf(refusal, outcome));
      }
    }
  },
});

function reportOf(
  { fact, factPath, path, message }: Refusal,
  outcome: string,
  places: readonly RelatedPlace[] = [],
): Report {
  return {
    path,
    message: `${outcome}: ${message} by LimitRange "${fact.name ?? ""}"`,
    related: [{ fact, path: factPath, message: "what the LimitRange says" }, ...places],
  };
}
