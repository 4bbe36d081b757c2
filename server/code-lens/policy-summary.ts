import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import { selectionsOf } from "../../engine/references/selection";

/** The workloads that a NetworkPolicy applies to. */
export function policyTargets(inventory: Inventory, fact: Fact): readonly Fact[] {
  const own = selectionsOf(inventory, fact).find(({ path }) => path.join(".") === "spec.podSelector");
  return own?.selected ?? [];
}

/** How many workloads a NetworkPolicy applies to, as one line. */
export function policySummary(inventory: Inventory, fact: Fact): string {
  const { length } = policyTargets(inventory, fact);
  if (length === 0) return "applies to no pod in sight";
  return `applies to the pods of ${length} ${length === 1 ? "workload" : "workloads"}`;
}
