import type { ScopeFinding } from "../../engine/analyze-scope";
import { sameItems } from "../../engine/inventory/tracked-inventory";
import { sameFindings } from "./same-findings";

/** What a scope adds to the findings of files. Nothing in it changes. */
export interface ScopeShare {
  readonly byFile: ReadonlyMap<string, readonly ScopeFinding[]>;
  /** The files in which it finds something else than the share before it. */
  readonly changed: readonly string[];
  /** The lists of findings that it was made of; `undefined` where they were led elsewhere or sifted. */
  readonly lists: readonly (readonly ScopeFinding[])[] | undefined;
}

/** The share of a scope in which nothing has been found yet. */
export const EMPTY_SHARE: ScopeShare = { byFile: new Map(), changed: [], lists: undefined };

/** Sorts all that a scope found by file. */
export function shareOf(found: readonly ScopeFinding[], before: ScopeShare): ScopeShare {
  const byFile = new Map<string, readonly ScopeFinding[]>();
  const changed: string[] = [];
  for (const [file, list] of groupByFile(found)) {
    const last = before.byFile.get(file);
    const isSame = last !== undefined && sameFound(last, list);
    byFile.set(file, isSame ? last : list);
    if (!isSame) changed.push(file);
  }
  for (const file of before.byFile.keys()) if (!byFile.has(file)) changed.push(file);
  return { byFile, changed, lists: undefined };
}

/**
 * The share of a scope whose rules found some lists of findings, each the same object as long as its rule did not run
 * again: only what the others hold is sorted out.
 */
export function shareAgain(lists: readonly (readonly ScopeFinding[])[], before: ScopeShare): ScopeShare {
  if (!before.lists) return { ...shareOf(lists.flat(), before), lists };
  if (sameItems(lists, before.lists)) return before;
  const gone = new Set(before.lists);
  const come = new Set(lists);
  const was = groupByFile(before.lists.filter((list) => !come.has(list)).flat());
  const is = groupByFile(lists.filter((list) => !gone.has(list)).flat());
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (file) => !sameFound(was.get(file) ?? [], is.get(file) ?? []),
  );
  if (changed.length === 0) return { byFile: before.byFile, changed, lists };
  const byFile = new Map(before.byFile);
  for (const file of changed) {
    const own = lists.flatMap((list) => groupOf(list).get(file) ?? []);
    if (own.length > 0) byFile.set(file, own);
    else byFile.delete(file);
  }
  return { byFile, changed, lists };
}

const groups = new WeakMap<readonly ScopeFinding[], ReadonlyMap<string, readonly ScopeFinding[]>>();

function groupOf(list: readonly ScopeFinding[]): ReadonlyMap<string, readonly ScopeFinding[]> {
  const known = groups.get(list) ?? groupByFile(list);
  groups.set(list, known);
  return known;
}

function groupByFile(found: readonly ScopeFinding[]): Map<string, ScopeFinding[]> {
  const byFile = new Map<string, ScopeFinding[]>();
  for (const each of found) {
    const list = byFile.get(each.file);
    if (list) list.push(each);
    else byFile.set(each.file, [each]);
  }
  return byFile;
}

function sameFound(a: readonly ScopeFinding[], b: readonly ScopeFinding[]): boolean {
  return sameFindings(
    a.map(({ finding }) => finding),
    b.map(({ finding }) => finding),
  );
}
