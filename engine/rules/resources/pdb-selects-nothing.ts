import { podsInNamespace } from "../../inventory/workload-pods";
import { valueAt } from "../../json";
import { labelSelectorMatches } from "../../kubernetes/selector";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import { hasForeignLabels } from "../foreign-labels";
import { namespacesWithMadePods } from "../pod-makers";

/** Source: policy/v1 PodDisruptionBudget: an empty selector takes every pod, an absent one takes none. */
export const pdbSelectsNothing = defineInventoryRule({
  id: "resources/pdb-selects-nothing",
  title: "Disruption budget protects no pod",
  severity: "low",
  why: "The budget looks like protection, but a drain takes every replica of the workload it was meant for at once.",
  remediation: "Select the labels of the pod template, in the namespace of the budget.",
  equivalents: { popeye: ["900"] },
  since: "0.1.0",
  appliesTo: ["policy/PodDisruptionBudget"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const budgets = inventory.ofKind("policy/PodDisruptionBudget");
    if (budgets.length === 0) return;
    const made = namespacesWithMadePods(inventory);
    for (const budget of budgets) {
      const selector = valueAt(budget.data, ["spec", "selector"]);
      if (hasForeignLabels(selector) || made.has(effectiveNamespace(budget.namespace))) continue;
      const isUsed = podsInNamespace(inventory, budget.namespace).some(({ pod }) =>
        labelSelectorMatches(selector, pod.labels),
      );
      if (!isUsed)
        report(budget, { path: ["spec", "selector"], message: "no pod of its namespace has these labels" });
    }
  },
});
