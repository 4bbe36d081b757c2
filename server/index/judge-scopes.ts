import type { ScopeFinding } from "../../engine/analyze-scope";
import { analyzeScopeInSteps, type ScopeState } from "../../engine/analyze-scope-incrementally";
import type { Finding } from "../../engine/finding";
import type { Inventory } from "../../engine/inventory/inventory";
import type { Policy } from "../../engine/policy/policy";
import { sameFindings } from "./same-findings";

/** Findings of inventory rules, by file and document. */
export type FindingsByFile = Map<string, ReadonlyMap<number, readonly Finding[]>>;

/** The scopes of a folder, judged. */
export interface JudgedScopes {
  readonly found: FindingsByFile;
  /** What each verdict depends on, by the scope's name. */
  readonly states: ReadonlyMap<string, ScopeState>;
}

/** A folder of which nothing has been judged. */
export const NOT_JUDGED: JudgedScopes = { found: new Map(), states: new Map() };

/**
 * Judges scopes by the inventory rules: only those rules run again whose look-ups are answered otherwise. What several
 * scopes find alike is kept once. It stops after each rule that ran, so that a large workspace need not be judged in
 * one turn.
 *
 * @param before the last result: files and documents whose findings did not change keep their lists
 */
export function* judgeScopes(
  inventories: readonly Inventory[],
  policyOf: (file: string) => Policy,
  before: JudgedScopes,
): Generator<void, JudgedScopes> {
  const states = new Map<string, ScopeState>();
  const seen = new Set<string>();
  const lists = new Map<string, Map<number, Finding[]>>();
  const collect = (found: ScopeFinding) => {
    const { file, finding } = found;
    const { document } = finding;
    const key = keyOf(found);
    if (seen.has(key)) return;
    seen.add(key);
    const byDocument = lists.get(file) ?? new Map<number, Finding[]>();
    lists.set(file, byDocument);
    const list = byDocument.get(document);
    if (list) list.push(finding);
    else byDocument.set(document, [finding]);
  };
  const keys = scopeKeys(inventories);
  for (const [at, inventory] of inventories.entries()) {
    const first = inventory.facts[0];
    if (!first) continue;
    const { options, isEnabled } = policyOf(first.source.file);
    const { scope, closed, facts } = inventory;
    const key = keys[at] ?? "";
    const state = yield* analyzeScopeInSteps(before.states.get(key), {
      scope,
      closed,
      facts,
      options,
      isEnabled,
    });
    states.set(key, state);
    for (const found of state.findings) collect(found);
    yield;
  }
  const found = [...lists].map(
    ([file, documents]) => [file, keepUnchanged(documents, before.found.get(file))] as const,
  );
  return { found: new Map(found), states };
}

/** Findings of rules that did not run again are the same objects. */
const keptKeys = new WeakMap<ScopeFinding, string>();

/** Equal for what is shown as one finding. */
function keyOf(found: ScopeFinding): string {
  const known = keptKeys.get(found);
  if (known !== undefined) return known;
  const { file, finding } = found;
  const { document, base, rule, path, message } = finding;
  const key = [file, document, rule, message, base.join("\u0001"), path.join("\u0001")].join("\u0000");
  keptKeys.set(found, key);
  return key;
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

/** A key for each scope: a kustomization, a declared folder and the rest of the workspace may have the same name. */
export function scopeKeys(inventories: readonly Inventory[]): string[] {
  const counts = new Map<string, number>();
  return inventories.map(({ scope, closed }) => {
    const name = `${closed ? "closed" : "open"} ${scope}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return `${name} ${count}`;
  });
}
