import type { Fact } from "../../inventory/fact";
import { workloadPods } from "../../inventory/workload-pods";
import type { JsonObject } from "../../json";
import { valueAt } from "../../json";
import { labelSelectorMatches } from "../../kubernetes/selector";
import { defineInventoryRule } from "../define-rule";

const KINDS = ["apps/Deployment", "apps/StatefulSet", "argoproj.io/Rollout"];

/** Source: Kubernetes documentation, "Disruptions". */
export const pdbMissing = defineInventoryRule({
  id: "resources/pdb-missing",
  title: "Replicated workload has no disruption budget",
  severity: "low",
  why: "Draining nodes for a security update may take all replicas away at once.",
  remediation: "Add a PodDisruptionBudget that selects the pods, with `maxUnavailable: 1`.",
  equivalents: {
    "kube-score": ["deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"],
    polaris: ["missingPodDisruptionBudget"],
    kics: ["b23e9b98", "1db3a5a5"],
    kyverno: ["require-pdb"],
    popeye: ["206"],
  },
  opinion: true,
  controls: ["pdb-missing"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [...KINDS, "policy/PodDisruptionBudget"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const budgets = inventory.ofKind("policy/PodDisruptionBudget");
    for (const { fact, workload, pod } of workloadPods(inventory, KINDS)) {
      if ((workload.replicas ?? 1) < 2) continue;
      const isCovered = budgets.some(
        (budget) =>
          budget.namespace === fact.namespace &&
          labelSelectorMatches(valueAt(budget.data, ["spec", "selector"]), pod.labels),
      );
      if (!isCovered)
        report(fact, {
          path: ["metadata", "name"],
          message: `no PodDisruptionBudget selects the ${workload.replicas} replicas, so a drain may take all of them`,
          fixes:
            Object.keys(pod.labels).length > 0
              ? [
                  {
                    title: "Let a drain take one replica at a time",
                    safety: "safe",
                    changes: [],
                    documents: [budgetFor(fact, pod.labels)],
                  },
                ]
              : [],
        });
    }
  },
});

function budgetFor({ name, namespace }: Fact, labels: Readonly<Record<string, string>>): JsonObject {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: name ?? "web", ...(namespace === undefined ? {} : { namespace }) },
    spec: { maxUnavailable: 1, selector: { matchLabels: { ...labels } } },
  };
}
