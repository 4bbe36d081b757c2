import type { ScopeFinding } from "../../engine/analyze-scope";
import { analyzeScopeInSteps, type ScopeState } from "../../engine/analyze-scope-incrementally";
import type { Finding } from "../../engine/finding";
import type { Policy } from "../../engine/policy/policy";
import { placeOf } from "../../workspace/finding-place";
import { withWrittenFixes } from "../../workspace/judge-rendering";
import { type FileOf, isMended } from "../../workspace/scope-filter";
import type { ResolvedScope } from "../../workspace/scopes";
import type { IndexedRendering } from "./indexed-rendering";
import { sameFindings } from "./same-findings";

/** Findings of inventory rules, by file and document. */
export type FindingsByFile = Map<string, ReadonlyMap<number, readonly Finding[]>>;

/** A scope that is judged: as a tool has rendered it, or as it is written. */
export interface JudgedScope extends ResolvedScope {
  readonly rendering: IndexedRendering | undefined;
}

/** The scopes of a folder, judged. */
export interface JudgedScopes {
  readonly found: FindingsByFile;
  /** What each verdict depends on, by the scope's key. */
  readonly states: ReadonlyMap<string, ScopeState>;
  /** The names of the scopes that found something at a place. */
  readonly foundIn: ReadonlyMap<string, readonly string[]>;
  /** The scopes that were judged. */
  readonly resolved: readonly JudgedScope[];
}

/** A folder of which nothing has been judged. */
export const NOT_JUDGED: JudgedScopes = {
  found: new Map(),
  states: new Map(),
  foundIn: new Map(),
  resolved: [],
};

/**
 * Judges scopes by the inventory rules: only those rules run again whose look-ups are answered otherwise. What several
 * scopes find at one place is kept once, and what a patch in sight mends is left out. Of a scope that is rendered, what
 * is found in its rendering is kept; as it is written, it is judged for the fixes and for whoever asks what lives
 * together. It stops after each rule that ran, so that a large workspace need not be judged in one turn.
 *
 * @param before the last result: files and documents whose findings did not change keep their lists
 */
export function* judgeScopes(
  resolved: readonly JudgedScope[],
  policyOf: (file: string) => Policy,
  before: JudgedScopes,
  fileOf: FileOf,
): Generator<void, JudgedScopes> {
  const states = new Map<string, ScopeState>();
  const foundIn = new Map<string, string[]>();
  const lists = new Map<string, Map<number, Finding[]>>();
  const collect = (scope: string, found: ScopeFinding) => {
    const { file, finding } = found;
    const { document } = finding;
    const key = keyOf(found);
    const scopes = foundIn.get(key);
    if (scopes && scopes.at(-1) !== scope) scopes.push(scope);
    // Several faults at one place of one scope are several findings; another scope finds the same ones.
    if (scopes && scopes[0] !== scope) return;
    if (!scopes) foundIn.set(key, [scope]);
    const byDocument = lists.get(file) ?? new Map<number, Finding[]>();
    lists.set(file, byDocument);
    const list = byDocument.get(document);
    if (list) list.push(finding);
    else byDocument.set(document, [finding]);
  };
  const keys = scopeKeys(resolved);
  for (const [at, each] of resolved.entries()) {
    const { inventory, rendering } = each;
    const first = each.scope?.file ?? inventory.facts[0]?.source.file;
    if (first === undefined) continue;
    const { options, isEnabled } = policyOf(first);
    const { scope } = inventory;
    const key = keys[at] ?? "";
    const written = yield* analyzeScopeInSteps(before.states.get(key), {
      scope,
      closed: inventory.closed,
      facts: inventory.facts,
      options,
      isEnabled,
    });
    states.set(key, written);
    const lastRendered = before.states.get(renderedKey(key));
    if (rendering) {
      const { facts } = rendering.verdict;
      const input = { scope, closed: true, facts, options, isEnabled };
      const rendered = yield* analyzeScopeInSteps(lastRendered, input);
      states.set(renderedKey(key), rendered);
      const fixable = new Map(written.findings.map((found) => [keyOf(found), found.finding]));
      for (const found of rendered.findings)
        collect(scope, withWrittenFixes(rendering.trace(found), fixable));
    } else {
      // The next rendering goes on from the last one.
      if (lastRendered) states.set(renderedKey(key), lastRendered);
      for (const found of written.findings)
        if (!isMended(each, found.file, found.finding, fileOf)) collect(scope, found);
    }
    yield;
  }
  const found = [...lists].map(
    ([file, documents]) => [file, keepUnchanged(documents, before.found.get(file))] as const,
  );
  return { found: new Map(found), states, foundIn, resolved };
}

/** The state of a scope as it was rendered. */
const renderedKey = (key: string) => `rendered ${key}`;

/** Findings of rules that did not run again are the same objects. */
const keptKeys = new WeakMap<ScopeFinding, string>();

/** The place of a finding. */
function keyOf(found: ScopeFinding): string {
  const known = keptKeys.get(found);
  if (known !== undefined) return known;
  const key = placeOf(found.file, found.finding);
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
export function scopeKeys(resolved: readonly ResolvedScope[]): string[] {
  const counts = new Map<string, number>();
  return resolved.map(({ inventory: { scope, closed } }) => {
    const name = `${closed ? "closed" : "open"} ${scope}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return `${name} ${count}`;
  });
}
