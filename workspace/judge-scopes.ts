import type { ManifestFile } from "../engine/analyze-file";
import { analyzeScope } from "../engine/analyze-scope";
import type { Finding } from "../engine/finding";
import type { Fact } from "../engine/inventory/fact";
import { createInventory } from "../engine/inventory/inventory";
import type { Level } from "../engine/policy/configuration";
import type { Policy } from "../engine/policy/policy";
import { askedFacts } from "./asked-objects";
import { placeOf } from "./finding-place";
import { judgeRendering, type RenderedVerdict, withWrittenFixes } from "./judge-rendering";
import { type FoundIn, type MergedFindings, mergeFindings } from "./merge-findings";
import { type RenderOptions, type RenderResult, renderScope } from "./render";
import type { ScanError, SkippedPart } from "./scan";
import { holdsIn as holdsUnrendered, scopesByFile as indexByFile, isMended } from "./scope-filter";
import { type Kustomizations, type ResolvedScope, resolveScopes } from "./scopes";

/** What scopes are judged from. */
export interface ScopesRequest {
  readonly facts: readonly Fact[];
  readonly kustomizations: Kustomizations;
  readonly declaredScopes?: readonly string[];
  /** Run inventory rules. */
  readonly cross: boolean;
  policyFor(name: string): Policy;
  /** Whether findings of a file are wanted. */
  isReported(name: string): boolean;
  /** What the document rules found in a file as it is written. */
  documentFindings(name: string): Iterable<Finding>;
  /** Looks up a file; called only for files of rendered scopes, and of findings where a patch is in sight. */
  fileOf(name: string): ManifestFile | undefined;
  /** How to render; never where it is absent. */
  readonly render?: RenderOptions;
}

/** What judging the scopes adds to, and takes from, what was found in single files. */
export interface ScopeVerdicts {
  /** What inventory rules and rendered resources add, by file. */
  readonly byFile: ReadonlyMap<string, readonly Finding[]>;
  /** The scopes in which a finding holds, by its file; empty for a finding of one file outside of any scope. */
  scopesOf(file: string, finding: Finding): readonly string[];
  /**
   * Whether a finding of a document rule holds at all: not where every scope of its file mends it by a patch or
   * leaves the resource out.
   */
  holds(file: string, finding: Finding): boolean;
  /** The policy that the findings of a file are judged by: each by the strictest of its scopes. */
  policyOf(file: string): Policy;
  /** The files of each scope, by its name; `""` is the open scope of the workspace. */
  readonly scopeFiles: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many resources were judged that no file holds as such. */
  readonly made: number;
  readonly skipped: readonly SkippedPart[];
  readonly errors: readonly ScanError[];
}

interface JudgedScope extends ResolvedScope {
  readonly rendered: RenderedVerdict | undefined;
}

/** From the strictest. */
const LEVELS: readonly Level[] = ["block", "warn", "hint"];

/**
 * Judges the scopes: by the inventory rules, and, where a scope is rendered, its resources by the document rules too.
 * What several scopes find at one place is one finding.
 */
export async function judgeScopes(request: ScopesRequest): Promise<ScopeVerdicts> {
  const resolved = resolveScopes(request.facts, request.kustomizations, request.declaredScopes);
  const collector = createCollector(request);
  const skipped: SkippedPart[] = [];
  const errors: ScanError[] = [];
  const judged: JudgedScope[] = [];
  const wanted = new Set(resolved.filter((each) => isReportedScope(each, request)));
  const results = await renderAll([...wanted], request);
  for (const each of resolved) {
    const result = results.get(each);
    if (wanted.has(each)) noteLimits(each, result, request, skipped, errors);
    judged.push(judgeScope(each, result, request, collector));
  }
  const merged = collector.merged();
  const scopesByFile = indexByFile(judged);
  const scopesOf = (file: string, finding: Finding): readonly string[] => {
    const scopes = scopesByFile.get(file);
    const own = merged.get(file);
    if (!scopes && !own) return [];
    return (
      own?.scopes.get(placeOf(file, finding)) ??
      (scopes ?? []).filter((each) => holdsIn(each, file, finding, request)).map(nameOf)
    );
  };
  return {
    byFile: new Map([...merged].map(([file, { findings }]) => [file, findings])),
    scopesOf,
    holds(file, finding) {
      const scopes = scopesByFile.get(file);
      return !scopes || scopes.some((each) => holdsIn(each, file, finding, request));
    },
    policyOf: (file) => strictest(file, scopesByFile.get(file) ?? [], request, scopesOf),
    scopeFiles: new Map(
      judged.map((each) => [
        nameOf(each),
        each.scope?.files ?? new Set(each.inventory.facts.map(({ source }) => source.file)),
      ]),
    ),
    made: judged.reduce((sum, { rendered }) => sum + (rendered?.made ?? 0), 0),
    skipped,
    errors,
  };
}

function nameOf({ inventory }: ResolvedScope): string {
  return inventory.scope;
}

function isReportedScope({ scope, inventory }: ResolvedScope, { isReported }: ScopesRequest): boolean {
  return scope
    ? [...scope.files].some(isReported)
    : inventory.facts.some(({ source }) => isReported(source.file));
}

/** Tools that run at one time. */
const CONCURRENCY = 4;

async function renderAll(
  scopes: readonly ResolvedScope[],
  { render: options }: ScopesRequest,
): Promise<ReadonlyMap<ResolvedScope, RenderResult>> {
  const results = new Map<ResolvedScope, RenderResult>();
  if (!options || options.mode === "never") return results;
  const pending = scopes.filter(({ scope }) => scope !== undefined && scope.kind !== "folder").reverse();
  const work = async () => {
    for (let each = pending.pop(); each?.scope; each = pending.pop())
      results.set(each, await renderScope(each.scope, options));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}

/** Says where a scope is not judged as it will be deployed. */
function noteLimits(
  { scope }: ResolvedScope,
  result: RenderResult | undefined,
  request: ScopesRequest,
  skipped: SkippedPart[],
  errors: ScanError[],
): void {
  if (!scope?.file || (result && "text" in result)) return;
  const file = scope.file;
  if (result && "failure" in result) {
    if (request.render?.mode === "always")
      errors.push({ file, message: `the scope had to be rendered and could not: ${result.failure}` });
    else skipped.push({ file, reason: `scope not rendered: ${result.failure}` });
  } else if (scope.undecided.length > 0) {
    const what = scope.undecided.join(", ");
    skipped.push({
      file,
      reason: `scope not rendered: findings at what its ${what} set are left out (--render auto)`,
    });
  }
  for (const limit of scope.limits) skipped.push({ file, reason: `scope not closed: ${limit}` });
}

function judgeScope(
  each: ResolvedScope,
  result: RenderResult | undefined,
  request: ScopesRequest,
  collector: Collector,
): JudgedScope {
  const { scope, inventory } = each;
  const first = scope?.file ?? inventory.facts[0]?.source.file;
  if (first === undefined) return { ...each, rendered: undefined };
  const policy = request.policyFor(first);
  if (!scope || !result || !("text" in result)) {
    const facts = askedFacts(each, request.fileOf);
    const asked =
      facts === inventory.facts ? inventory : createInventory(inventory.scope, inventory.closed, facts);
    if (request.cross)
      for (const { file, finding } of analyzeScope(asked, policy.options, policy.isEnabled))
        if (!isMended(each, file, finding, request.fileOf)) collector.add(nameOf(each), file, finding);
    return { ...each, rendered: undefined };
  }
  const { fileOf } = request;
  const rendered = judgeRendering({ scope, inventory, rendering: result, policy, fileOf });
  for (const { file, finding } of rendered.documentFindings)
    collector.addRendered(nameOf(each), file, finding);
  if (!request.cross) return { ...each, rendered };
  const whole = createInventory(nameOf(each), true, rendered.facts);
  const written = new Map(
    analyzeScope(inventory, policy.options, policy.isEnabled).map(({ file, finding }) => [
      placeOf(file, finding),
      finding,
    ]),
  );
  for (const found of analyzeScope(whole, policy.options, policy.isEnabled)) {
    const { file, finding } = withWrittenFixes(rendered.trace(found), written);
    collector.add(nameOf(each), file, finding);
  }
  return { ...each, inventory: whole, rendered };
}

/** Whether a finding of a document rule holds in a scope of its file. */
function holdsIn(scope: JudgedScope, file: string, finding: Finding, { fileOf }: ScopesRequest): boolean {
  return scope.rendered ? scope.rendered.holds(file, finding) : holdsUnrendered(scope, file, finding, fileOf);
}

interface Collector {
  add(scope: string, file: string, finding: Finding): void;
  /** The same for a document rule: what is found in the file as written already is not added again. */
  addRendered(scope: string, file: string, finding: Finding): void;
  /** What the scopes found together, by file. */
  merged(): ReadonlyMap<string, MergedFindings>;
}

function createCollector({ isReported, documentFindings }: ScopesRequest): Collector {
  const found = new Map<string, FoundIn[]>();
  const written = new Map<string, ReadonlySet<string>>();
  const writtenIn = (file: string) => {
    const known =
      written.get(file) ?? new Set([...documentFindings(file)].map((each) => placeOf(file, each)));
    written.set(file, known);
    return known;
  };
  function add(scope: string, file: string, finding: Finding): void {
    if (!isReported(file)) return;
    const list = found.get(file);
    if (list) list.push({ scope, finding });
    else found.set(file, [{ scope, finding }]);
  }
  return {
    add,
    addRendered(scope, file, finding) {
      if (isReported(file) && !writtenIn(file).has(placeOf(file, finding))) add(scope, file, finding);
    },
    merged: () => new Map([...found].map(([file, list]) => [file, mergeFindings(file, list)])),
  };
}

/** A policy whose levels are the strictest of a finding's scopes: what dev lets pass may still block prod. */
function strictest(
  file: string,
  scopes: readonly JudgedScope[],
  { policyFor }: ScopesRequest,
  scopesOf: ScopeVerdicts["scopesOf"],
): Policy {
  const own = policyFor(file);
  const policies = new Map<string, Policy>();
  for (const each of scopes) if (each.scope?.file) policies.set(nameOf(each), policyFor(each.scope.file));
  if ([...policies.values()].every((policy) => policy === own)) return own;
  return {
    ...own,
    levelOf(finding) {
      const names = scopesOf(file, finding);
      const levels = names.flatMap((name) => policies.get(name)?.levelOf(finding) ?? []);
      return LEVELS.find((level) => levels.includes(level)) ?? own.levelOf(finding);
    },
  };
}
