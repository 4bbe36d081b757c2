import type { Finding } from "../engine/finding";
import { placeOf } from "./finding-place";

/** A finding with the scope in which it was found. */
export interface FoundIn {
  readonly scope: string;
  readonly finding: Finding;
}

/** What the scopes of a file find in it together. */
export interface MergedFindings {
  readonly findings: readonly Finding[];
  /** The names of the scopes that found something at a place (`placeOf`), in their order. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
}

/**
 * Brings together what several scopes find in one file: what they find at one place is one finding, that of the first.
 * Several faults at one place of one scope are several findings; another scope finds the same ones.
 *
 * @param found in the order of the scopes
 */
export function mergeFindings(file: string, found: Iterable<FoundIn>): MergedFindings {
  const findings: Finding[] = [];
  const scopes = new Map<string, string[]>();
  for (const { scope, finding } of found) {
    const place = placeOf(file, finding);
    const known = scopes.get(place);
    if (!known) scopes.set(place, [scope]);
    else if (known.at(-1) !== scope) known.push(scope);
    if (!known || known[0] === scope) findings.push(finding);
  }
  return { findings, scopes };
}
