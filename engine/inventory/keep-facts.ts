import { deepEqual, type JsonValue } from "../json";
import type { Fact } from "./fact";

/**
 * Takes from an earlier state of a scope the facts that did not change, so that they can be compared by identity. What
 * lies before and after an edit costs next to nothing.
 *
 * @returns `now`, in which every fact that equals the one of the same place in `before` is that very object; `before`
 * itself where nothing changed
 */
export function keepFacts(before: readonly Fact[], now: readonly Fact[]): readonly Fact[] {
  if (before === now) return before;
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  let byPlace: Map<string, Fact[]> | undefined;
  let isSame = before.length === now.length;
  const kept = now.slice();
  for (let at = start; at < now.length - end; at++) {
    const fact = now[at];
    const sameIndex = before[at];
    if (fact === undefined || sameIndex === fact) continue;
    if (sameIndex && isEqual(sameIndex, fact)) {
      kept[at] = sameIndex;
      continue;
    }
    isSame = false;
    byPlace ??= indexByPlace(before.slice(start, before.length - end));
    kept[at] = byPlace.get(placeOf(fact))?.find((each) => each === fact || isEqual(each, fact)) ?? fact;
  }
  return isSame ? before : kept;
}

function indexByPlace(facts: readonly Fact[]): Map<string, Fact[]> {
  const index = new Map<string, Fact[]>();
  for (const fact of facts) {
    const list = index.get(placeOf(fact));
    if (list) list.push(fact);
    else index.set(placeOf(fact), [fact]);
  }
  return index;
}

function placeOf({ source }: Fact): string {
  return `${source.file}\u0000${source.document}\u0000${source.base.join("/")}`;
}

function isEqual(a: Fact, b: Fact): boolean {
  // Facts are plain JSON but for members that are absent.
  return deepEqual(a as unknown as JsonValue, b as unknown as JsonValue);
}
