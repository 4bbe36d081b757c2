import type { ScopeFinding } from "../../engine/analyze-scope";
import { analyzeScopeInSteps, type ScopeState } from "../../engine/analyze-scope-incrementally";
import type { Finding } from "../../engine/finding";
import type { Policy } from "../../engine/policy/policy";
import { placeOf } from "../../workspace/finding-place";
import { withWrittenFixes } from "../../workspace/judge-rendering";
import { type MergedFindings, mergeFindings } from "../../workspace/merge-findings";
import { type FileOf, isMended } from "../../workspace/scope-filter";
import type { ResolvedScope } from "../../workspace/scopes";
import type { AskedFacts } from "./asked-facts";
import type { IndexedRendering } from "./indexed-rendering";
import { sameFindings } from "./same-findings";
import { EMPTY_SHARE, type ScopeShare, shareAgain, shareOf } from "./scope-share";

/** What inventory rules found in a file: by its documents, and in which scopes. */
export interface FileFindings {
  readonly byDocument: ReadonlyMap<number, readonly Finding[]>;
  /** The names of the scopes that found something at a place. */
  readonly scopes: MergedFindings["scopes"];
}

/** A scope that is judged: as a tool has rendered it, or as it is written. */
export interface JudgedScope extends ResolvedScope {
  readonly rendering: IndexedRendering | undefined;
}

/** The scopes of a folder, judged. */
export interface JudgedScopes {
  /** By file; what a file's findings are made of stays the same object until they change. */
  readonly found: ReadonlyMap<string, FileFindings>;
  /** The files whose findings are others than before. */
  readonly changed: readonly string[];
  /** What each verdict depends on, by the scope's key. */
  readonly states: ReadonlyMap<string, ScopeState>;
  /** What each scope adds to the findings of files, by the scope's key, in the order of the scopes. */
  readonly shares: ReadonlyMap<string, ScopeShare>;
  /** The scopes that were judged. */
  readonly resolved: readonly JudgedScope[];
}

/** A folder of which nothing has been judged. */
export const NOT_JUDGED: JudgedScopes = {
  found: new Map(),
  changed: [],
  states: new Map(),
  shares: new Map(),
  resolved: [],
};

/** What scopes are judged by, beside their facts. */
export interface ScopeSources {
  readonly fileOf: FileOf;
  readonly factsOf: AskedFacts;
}

/**
 * Judges scopes by the inventory rules: only those rules run again whose look-ups are answered otherwise, and only the
 * findings of files are brought together again in which a scope finds something else. What several scopes find at one
 * place is kept once, and what a patch in sight mends is left out. Of a scope that is rendered, what is found in its
 * rendering is kept; as it is written, it is judged for the fixes and for whoever asks what lives together. It stops
 * after each rule that ran, so that a large workspace need not be judged in one turn.
 *
 * @param before the last result: files and documents whose findings did not change keep their lists
 */
export function* judgeScopes(
  resolved: readonly JudgedScope[],
  policyOf: (file: string) => Policy,
  before: JudgedScopes,
  { fileOf, factsOf }: ScopeSources,
): Generator<void, JudgedScopes> {
  const states = new Map<string, ScopeState>();
  const shares = new Map<string, ScopeShare>();
  const names: string[] = [];
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
      facts: factsOf(each),
      options,
      isEnabled,
    });
    states.set(key, written);
    names.push(scope);
    const lastRendered = before.states.get(renderedKey(key));
    const known = before.shares.get(key) ?? EMPTY_SHARE;
    if (rendering) {
      const { facts } = rendering.verdict;
      const input = { scope, closed: true, facts, options, isEnabled };
      const rendered = yield* analyzeScopeInSteps(lastRendered, input);
      states.set(renderedKey(key), rendered);
      const fixable = new Map(written.findings.map((found) => [keyOf(found), found.finding]));
      const led = rendered.findings.map((found) => withWrittenFixes(rendering.trace(found), fixable));
      shares.set(key, shareOf(led, known));
    } else {
      // The next rendering goes on from the last one.
      if (lastRendered) states.set(renderedKey(key), lastRendered);
      const isPatched = each.scope?.root !== undefined;
      shares.set(
        key,
        isPatched
          ? shareOf(
              written.findings.filter(({ file, finding }) => !isMended(each, file, finding, fileOf)),
              known,
            )
          : shareAgain([...written.verdicts.values()].flat(), known),
      );
    }
    yield;
  }
  return { ...merge(shares, names, before), states, shares, resolved };
}

/** Brings the findings of files together: only of those to which a scope adds something else than before. */
function merge(
  shares: ReadonlyMap<string, ScopeShare>,
  names: readonly string[],
  before: JudgedScopes,
): Pick<JudgedScopes, "found" | "changed"> {
  const now = [...shares];
  const isSameOrder =
    now.length === before.shares.size && [...before.shares.keys()].every((key, at) => key === now[at]?.[0]);
  const touched = new Set<string>();
  for (const [key, share] of now) {
    const last = before.shares.get(key);
    if (isSameOrder && share === last) continue;
    for (const file of isSameOrder ? share.changed : share.byFile.keys()) touched.add(file);
  }
  if (!isSameOrder) for (const file of before.found.keys()) touched.add(file);
  if (touched.size === 0) return { found: before.found, changed: [] };
  const found = new Map(before.found);
  const changed: string[] = [];
  for (const file of touched) {
    const { findings, scopes } = mergeFindings(
      file,
      now.flatMap(([, { byFile }], at) =>
        (byFile.get(file) ?? []).map(({ finding }) => ({ scope: names[at] ?? "", finding })),
      ),
    );
    const last = before.found.get(file);
    const byDocument = keepUnchanged(groupByDocument(findings), last?.byDocument);
    if (byDocument.size > 0) found.set(file, { byDocument, scopes });
    else found.delete(file);
    if (byDocument !== last?.byDocument && (last || byDocument.size > 0)) changed.push(file);
  }
  return { found, changed };
}

function groupByDocument(findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const byDocument = new Map<number, Finding[]>();
  for (const finding of findings) {
    const list = byDocument.get(finding.document);
    if (list) list.push(finding);
    else byDocument.set(finding.document, [finding]);
  }
  return byDocument;
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
