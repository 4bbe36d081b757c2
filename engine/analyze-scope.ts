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
  return inventoryRules.flatMap((rule) =>
    isEnabled(rule) && (!rule.needsClosedScope || inventory.closed)
      ? analyzeRule(rule, inventory, options)
      : [],
  );
}

/** Judges a scope by one inventory rule, whatever the scope. */
export function analyzeRule(rule: InventoryRule, inventory: Inventory, options: RuleOptions): ScopeFinding[] {
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
