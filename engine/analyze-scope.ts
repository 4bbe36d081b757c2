import { createFinding, type RuleFilter } from "./analyze-file";
import type { Finding } from "./finding";
import type { Inventory } from "./inventory/inventory";
import { inventoryRules } from "./rules/registry";
import type { InventoryContext, InventoryRule, RuleOptions } from "./rules/rule";
import { isMeasured, runCheck } from "./rules/rule-clock";

/** A finding of an inventory rule, with the file whose resource is at fault. */
export interface ScopeFinding {
  readonly file: string;
  readonly finding: Finding;
}

/** Judges a scope by the inventory rules. Rules about absence run only where the scope is closed. */
export function analyzeScope(
  inventory: Inventory,
  options: RuleOptions,
  isEnabled: RuleFilter,
): ScopeFinding[] {
  return rulesFor(inventory.closed, isEnabled).flatMap((rule) => analyzeRule(rule, inventory, options));
}

/** The inventory rules that judge a scope, by whether it is closed, in their order. */
export function rulesFor(closed: boolean, isEnabled: RuleFilter): InventoryRule[] {
  return inventoryRules.filter((rule) => isEnabled(rule) && (!rule.needsClosedScope || closed));
}

/** Judges a scope by one inventory rule, whatever the scope: namespace by namespace where the rule does so. */
export function analyzeRule(rule: InventoryRule, inventory: Inventory, options: RuleOptions): ScopeFinding[] {
  const parts = viewsOf(rule, inventory).map((view) =>
    analyzeView(rule, view === undefined ? inventory : inventory.within(view), options),
  );
  return parts.length === 1 ? (parts[0] ?? []) : parts.flat();
}

/** What a rule is run on: each namespace of a scope, or, as `undefined`, the scope as a whole. */
export function viewsOf(rule: InventoryRule, inventory: Inventory): readonly (string | undefined)[] {
  return rule.eachNamespace ? inventory.namespaces() : WHOLE;
}

const WHOLE: readonly undefined[] = [undefined];

/** Runs a rule once: on a scope, or on the view from one of its namespaces. */
export function analyzeView(rule: InventoryRule, inventory: Inventory, options: RuleOptions): ScopeFinding[] {
  const findings: ScopeFinding[] = [];
  const context: InventoryContext = {
    inventory,
    options,
    report(fact, report) {
      const { apiVersion, groupKind, namespace, name, source } = fact;
      const kind = groupKind.slice(groupKind.indexOf("/") + 1);
      const identity = { apiVersion, kind, groupKind, namespace, name };
      findings.push({
        file: source.file,
        finding: createFinding(rule, identity, source.document, source.base, report),
      });
    },
  };
  if (isMeasured()) runCheck(rule.id, () => rule.check(context));
  else rule.check(context);
  return findings;
}
