import { analyzeScope, type ScopeFinding } from "../../engine/analyze-scope";
import type { Finding } from "../../engine/finding";
import type { Inventory } from "../../engine/inventory/inventory";
import type { Policy } from "../../engine/policy/policy";
import { inventoryRules } from "../../engine/rules/registry";
import { sameFindings } from "./same-findings";

/** Findings of inventory rules, by file and document. */
export type FindingsByFile = Map<string, ReadonlyMap<number, readonly Finding[]>>;

/**
 * Judges scopes by the inventory rules. What several scopes find alike is kept once. It stops after each rule of each
 * scope, so that a large workspace need not be judged in one turn.
 *
 * @param before the last result: files and documents whose findings did not change keep their lists
 */
export function* judgeScopes(
  inventories: readonly Inventory[],
  policyOf: (file: string) => Policy,
  before: FindingsByFile,
): Generator<void, FindingsByFile> {
  const seen = new Set<string>();
  const lists = new Map<string, Map<number, Finding[]>>();
  const collect = ({ file, finding }: ScopeFinding) => {
    const { document, base, rule, path, message } = finding;
    const key = [file, document, rule, message, base.join("\u0001"), path.join("\u0001")].join("\u0000");
    if (seen.has(key)) return;
    seen.add(key);
    const byDocument = lists.get(file) ?? new Map<number, Finding[]>();
    lists.set(file, byDocument);
    const list = byDocument.get(document);
    if (list) list.push(finding);
    else byDocument.set(document, [finding]);
  };
  for (const inventory of inventories) {
    const first = inventory.facts[0];
    if (!first) continue;
    const policy = policyOf(first.source.file);
    for (const rule of inventoryRules) {
      if (!policy.isEnabled(rule)) continue;
      for (const found of analyzeScope(inventory, policy.options, (each) => each === rule)) collect(found);
      yield;
    }
  }
  return new Map([...lists].map(([file, documents]) => [file, keepUnchanged(documents, before.get(file))]));
}

function keepUnchanged(
  now: ReadonlyMap<number, readonly Finding[]>,
  before: ReadonlyMap<number, readonly Finding[]> | undefined,
): ReadonlyMap<number, readonly Finding[]> {
  if (!before) return now;
  const kept = new Map(
    [...now].map(([document, list]) => {
      const old = before.get(document);
      return [document, old && sameFindings(old, list) ? old : list] as const;
    }),
  );
  const isSame =
    kept.size === before.size && [...kept].every(([document, list]) => before.get(document) === list);
  return isSame ? before : kept;
}
