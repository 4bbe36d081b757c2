import { fix, remove, set } from "../../fixes/change";
import { AUTOSCALER_KINDS, autoscalerTargets } from "../../inventory/autoscaler-target";
import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { workloadPods } from "../../inventory/workload-pods";
import { isObject, type JsonValue, valueAt } from "../../json";
import { labelSelectorMatches } from "../../kubernetes/selector";
import { defineInventoryRule } from "../define-rule";

const SCALED = ["apps/Deployment", "apps/StatefulSet", "apps/ReplicaSet", "argoproj.io/Rollout"];

/** Source: Kubernetes documentation, "Specifying a Disruption Budget for your Application". */
export const pdbBlocksEviction = defineInventoryRule({
  id: "resources/pdb-blocks-eviction",
  title: "Disruption budget never allows an eviction, or says nothing",
  severity: "medium",
  why: "A node that cannot be drained cannot be patched: updates of the kernel and the kubelet wait, or somebody forces them.",
  remediation: "Let at least one pod be away: `maxUnavailable: 1`, and more replicas than `minAvailable`.",
  equivalents: {
    "kube-linter": ["pdb-max-unavailable", "pdb-min-available"],
    "kube-score": ["poddisruptionbudget-has-policy"],
    polaris: ["pdbDisruptionsIsZero", "pdbMinAvailableGreaterThanHPAMinReplicas"],
    kyverno: ["pdb-maxunavailable", "pdb-minavailable-check", "require-reasonable-pdbs"],
    gatekeeper: ["K8sPodDisruptionBudget"],
    popeye: ["900", "901"],
  },
  controls: ["pdb-blocks-eviction-no-policy"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["policy/PodDisruptionBudget", ...SCALED, ...AUTOSCALER_KINDS],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const budget of inventory.ofKind("policy/PodDisruptionBudget")) {
      const spec = valueAt(budget.data, ["spec"]);
      if (!isObject(spec)) continue;
      const { maxUnavailable = null, minAvailable = null } = spec;
      if (maxUnavailable === null && minAvailable === null) {
        report(budget, {
          path: ["spec"],
          message: "the budget sets neither maxUnavailable nor minAvailable, so it protects nothing",
          fixes: [fix("harden", "Let one pod be away at a time", set(["spec", "maxUnavailable"], 1))],
        });
      } else if (maxUnavailable !== null && minAvailable !== null) {
        report(budget, {
          path: ["spec", "minAvailable"],
          message: "the API server refuses a budget with both maxUnavailable and minAvailable",
        });
      } else if (maxUnavailable === 0 || maxUnavailable === "0" || maxUnavailable === "0%") {
        report(budget, {
          path: ["spec", "maxUnavailable"],
          message: "the budget never allows an eviction, so nodes with these pods cannot be drained",
          fixes: [fix("unsafe", "Let one pod be away", set(["spec", "maxUnavailable"], 1))],
        });
      } else if (minAvailable === "100%") {
        report(budget, {
          path: ["spec", "minAvailable"],
          message: "the budget wants every pod available, so nodes with these pods cannot be drained",
          fixes: [
            fix(
              "unsafe",
              "Let one pod be away",
              remove(["spec", "minAvailable"]),
              set(["spec", "maxUnavailable"], 1),
            ),
          ],
        });
      } else {
        const replicas =
          typeof minAvailable === "number" ? replicasOf(inventory, budget, spec.selector) : undefined;
        if (typeof minAvailable === "number" && replicas && minAvailable >= replicas.count)
          report(budget, {
            path: ["spec", "minAvailable"],
            message: `the budget wants ${minAvailable} pods available of ${replicas.count}, so nodes with these pods cannot be drained`,
            related: [
              { fact: replicas.fact, path: ["metadata", "name"], message: "the workload that it selects" },
            ],
          });
      }
    }
  },
});

/** The replicas that a budget's pods are sure to have; `undefined` where that is not decided. */
function replicasOf(
  inventory: Inventory,
  budget: Fact,
  selector: JsonValue | undefined,
): { count: number; fact: Fact } | undefined {
  const selected = workloadPods(inventory, SCALED).filter(
    ({ fact, pod }) => fact.namespace === budget.namespace && labelSelectorMatches(selector, pod.labels),
  );
  const only = selected.length === 1 ? selected[0] : undefined;
  if (!only) return undefined;
  const scaled = autoscalerTargets(inventory).find(({ target }) => target === only.fact);
  if (scaled) return { count: scaled.minReplicas, fact: only.fact };
  const { replicas } = only.workload;
  if (replicas === null && !inventory.closed) return undefined;
  return { count: replicas ?? 1, fact: only.fact };
}
