import { type ManifestFile, readManifestFile } from "../../engine/analyze-file";
import type { Finding } from "../../engine/finding";
import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import { keepFacts } from "../../engine/inventory/keep-facts";
import type { Policy } from "../../engine/policy/policy";
import { holdsBinding } from "../../workspace/asked-objects";
import type { RenderedVerdict } from "../../workspace/judge-rendering";
import { scopesByFile } from "../../workspace/scope-filter";
import {
  createScopeResolver,
  type Kustomizations,
  type ResolvedScope,
  readKustomizations,
} from "../../workspace/scopes";
import { NO_FINDINGS } from "../judge-document";
import { createAskedFacts } from "./asked-facts";
import { createFileScopes, type FileScopes, policiesOf } from "./file-scopes";
import { type IndexedRendering, indexRendering } from "./indexed-rendering";
import { isKustomization } from "./is-kustomization";
import { type JudgedScope, type JudgedScopes, judgeScopes, NOT_JUDGED, scopeKeys } from "./judge-scopes";

/** A fact before it knows where it stands in its file. */
export type LooseFact = Omit<Fact, "source">;

/** The facts of one document of a file, with the places of their resources. */
export interface DocumentFacts {
  readonly facts: readonly LooseFact[];
  readonly bases: readonly Fact["source"]["base"][];
}

/** What a folder of the workspace holds: the facts of every manifest, and what the inventory rules make of them. */
export interface FolderIndex {
  /** Whether the folder has been read: until then inventory rules say nothing. */
  isComplete: boolean;
  /** The names of the indexed files, sorted. */
  names(): string[];
  has(name: string): boolean;
  /** How many facts are known. */
  readonly size: number;
  textOf(name: string): string | undefined;
  /** The fact of a resource as it is written, whatever kustomizations make of it. */
  factAt(source: Fact["source"]): Fact | undefined;
  /** What lives together: one inventory a scope, made anew when facts have changed. Empty until all is read. */
  inventories(): readonly Inventory[];
  /** Takes a file as it is now. */
  set(file: ManifestFile, documents: readonly DocumentFacts[]): void;
  /** Takes a file whose facts are known; not for kustomizations, which are read again. */
  setKnown(name: string, text: string, facts: readonly Fact[]): void;
  /** The facts of a file as it is written. */
  factsIn(name: string): readonly Fact[];
  remove(name: string): void;
  /** Whether a kustomization names the file as a patch. */
  isPatchFile(name: string): boolean;
  /** The names of files that are patches, sorted. */
  patchFiles(): readonly string[];
  /** Judges the scopes again where facts changed since; returns the names of files whose findings are others now. */
  update(): readonly string[];
  /**
   * The same in several turns.
   *
   * @param pause waits for the next turn; `false` gives up, and what was known stays
   */
  updateInTurns(pause: () => Promise<boolean>): Promise<readonly string[]>;
  /** Whether something has changed since the scopes were judged. */
  readonly isStale: boolean;
  /** The kustomizations and charts with what lives in them, as they are written. */
  declaredScopes(): readonly ResolvedScope[];
  /** A file with its documents. */
  fileOf(name: string): ManifestFile | undefined;
  /**
   * Takes what tools have made of scopes, as a whole: by the file that declares the scope. Those scopes are judged by
   * it; one that another policy has judged is left aside. Whoever gives them takes them away when a file changes that
   * they depend on.
   */
  setRendered(verdicts: ReadonlyMap<string, RenderedVerdict>): void;
  /** Forgets the verdicts: the policy has changed. */
  invalidate(): void;
  namesWithFindings(): string[];
  /** What inventory rules found in a file: the same map until it changes. */
  findingsOf(name: string): ReadonlyMap<number, readonly Finding[]> | undefined;
  /** What the scopes of a file say of its findings; `undefined` for a file of no declared scope. */
  scopesOf(name: string): FileScopes | undefined;
  /** What inventory rules found in a document: the same list until it changes. */
  findings(name: string, document: number): readonly Finding[];
}

interface Entry {
  /** Without documents, except for kustomizations: only those are looked into again. */
  readonly file: ManifestFile;
  /** The same list, and the same facts in it, as long as they say the same. */
  readonly facts: readonly Fact[];
}

/** What the index needs to know of the configuration. */
export interface IndexPolicies {
  policyOf(name: string): Policy;
  /** Folders that are deployed whole, as names. */
  declaredScopes(): readonly string[];
}

/** What the scopes of a file say of it, and what that was made of. */
interface KeptFileScopes {
  readonly by: Kustomizations;
  readonly facts: readonly Fact[] | undefined;
  readonly own: readonly JudgedScope[];
  readonly scopes: FileScopes;
}

const NO_INVENTORIES: readonly Inventory[] = [];

/** Files that are kept parsed. */
const KEPT_FILES = 64;

/** Starts an empty index. */
export function createFolderIndex(policies: IndexPolicies): FolderIndex {
  const entries = new Map<string, Entry>();
  let kustomizations: Kustomizations | undefined;
  let judged = NOT_JUDGED;
  let size = 0;
  let isStale = true;
  let scopes: readonly ResolvedScope[] | undefined;
  const inventoriesOf = new WeakMap<readonly ResolvedScope[], readonly Inventory[]>();
  const resolve = createScopeResolver();
  let factsOf: Map<string, readonly Fact[]> | undefined;
  let fileScopes: ReadonlyMap<string, KeptFileScopes> = new Map();
  const parsed = new Map<string, ManifestFile>();
  let renderings: ReadonlyMap<string, IndexedRendering> = new Map();
  const askedFactsOf = createAskedFacts((name) => entries.get(name)?.file.text);

  function put(name: string, entry: Entry | undefined): void {
    const before = entries.get(name);
    size += (entry?.facts.length ?? 0) - (before?.facts.length ?? 0);
    if (entry) entries.set(name, entry);
    else entries.delete(name);
    const isAskedAbout = before?.file.text !== entry?.file.text && asksPolicies();
    if (before?.facts !== entry?.facts || isAskedAbout) {
      isStale = true;
      scopes = undefined;
      // Patches hold no facts of their own.
      if (entry && factsOf?.has(name)) factsOf.set(name, entry.facts);
    }
    const isOtherSet = (before === undefined) !== (entry === undefined);
    const decides = isKustomization(name) || kustomizations?.patchFiles.has(name) === true;
    if (!isOtherSet && !(decides && before?.file.text !== entry?.file.text)) return;
    kustomizations = undefined;
    factsOf = undefined;
    scopes = undefined;
    isStale = true;
  }

  /** Whether admission policies are asked about objects: facts alone do not tell then whether something has changed. */
  function asksPolicies(): boolean {
    return judged.resolved.some(({ inventory }) => holdsBinding(inventory));
  }

  function currentKustomizations(): Kustomizations {
    if (kustomizations) return kustomizations;
    const files = [...entries.values()].map(({ file }) => file);
    const { patchFiles } = readKustomizations(files);
    kustomizations = readKustomizations(
      files.map((file) =>
        patchFiles.has(file.file) ? readManifestFile(file.file, file.text, { isPatchFile: true }) : file,
      ),
    );
    return kustomizations;
  }

  function resolved(): readonly ResolvedScope[] {
    if (scopes) return scopes;
    const kustomizations = currentKustomizations();
    if (!factsOf) {
      factsOf = new Map();
      for (const [name, { facts }] of entries)
        if (!kustomizations.patchFiles.has(name)) factsOf.set(name, facts);
    }
    scopes = resolve(factsOf, kustomizations, policies.declaredScopes());
    return scopes;
  }

  /** The same list as long as the scopes are the same. */
  function inventories(): readonly Inventory[] {
    const all = resolved();
    const known = inventoriesOf.get(all) ?? all.map(({ inventory }) => inventory);
    inventoriesOf.set(all, known);
    return known;
  }

  function judge(): Generator<void, JudgedScopes> {
    isStale = false;
    const scopes = resolved().map((each) => ({ ...each, rendering: renderingOf(each) }));
    return judgeScopes(scopes, policies.policyOf, judged, { fileOf, factsOf: askedFactsOf });
  }

  function renderingOf({ scope }: ResolvedScope): IndexedRendering | undefined {
    const rendering = scope?.file === undefined ? undefined : renderings.get(scope.file);
    return scope?.file !== undefined && rendering?.verdict.policy === policies.policyOf(scope.file)
      ? rendering
      : undefined;
  }

  /** A file with its documents, for the names of list items that patches mean; a few are kept. */
  function fileOf(name: string): ManifestFile | undefined {
    const file = entries.get(name)?.file;
    if (!file || file.documents.length > 0) return file;
    const known = parsed.get(name);
    if (known?.text === file.text) return known;
    const read = readManifestFile(name, file.text);
    parsed.set(name, read);
    const [oldest] = parsed.keys();
    if (parsed.size > KEPT_FILES && oldest !== undefined) parsed.delete(oldest);
    return read;
  }

  /** The verdicts of scopes over the files in them: kept where neither the file nor a kustomization has changed. */
  function updateFileScopes(): string[] {
    const by = currentKustomizations();
    const before = fileScopes;
    const next = new Map<string, KeptFileScopes>();
    const changed: string[] = [];
    for (const [name, own] of scopesByFile(judged.resolved)) {
      const facts = entries.get(name)?.facts;
      const known = before.get(name);
      if (
        known?.by === by &&
        known.facts === facts &&
        known.own.length === own.length &&
        own.every(({ rendering }, at) => known.own[at]?.rendering === rendering) &&
        areAlike(own)
      ) {
        next.set(name, known);
        continue;
      }
      const made = createFileScopes(name, own, fileOf, policies.policyOf, (place) =>
        judged.found.get(name)?.scopes.get(place),
      );
      next.set(name, { by, facts, own, scopes: made });
      changed.push(name);
    }
    fileScopes = next;
    for (const name of before.keys()) if (!next.has(name)) changed.push(name);
    return changed;
  }

  /** Which scopes find something decides the level only where they are judged differently. */
  function areAlike(scopes: readonly JudgedScope[]): boolean {
    return scopes.length < 2 || new Set(policiesOf(scopes, policies.policyOf).values()).size < 2;
  }

  function accept(next: JudgedScopes): string[] {
    const changed = new Set(next.changed);
    judged = next;
    if (!isStale) for (const name of updateFileScopes()) changed.add(name);
    // What rules have worked out of the scopes serves everything else that asks.
    if (!isStale) {
      const all = resolved();
      const keys = scopeKeys(all);
      scopes = all.map((each, at) => {
        const tracked = next.states.get(keys[at] ?? "")?.tracked.inventory;
        return tracked ? { ...each, inventory: tracked } : each;
      });
    }
    return [...changed];
  }

  return {
    isComplete: false,
    names: () => [...entries.keys()].sort(),
    has: (name) => entries.has(name),
    get size() {
      return size;
    },
    textOf: (name) => entries.get(name)?.file.text,
    factAt: ({ file, document, base }) =>
      entries
        .get(file)
        ?.facts.find(
          ({ source }) => source.document === document && source.base.join("/") === base.join("/"),
        ),
    inventories() {
      return this.isComplete ? inventories() : NO_INVENTORIES;
    },
    set(file, documents) {
      const facts = documents.flatMap((each, document) =>
        each.facts.map((fact, at): Fact => {
          return { ...fact, source: { file: file.file, document, base: each.bases[at] ?? [] } };
        }),
      );
      const kept = isKustomization(file.file) ? file : { ...file, documents: [] };
      const before = entries.get(file.file)?.facts;
      put(file.file, { file: kept, facts: before ? keepFacts(before, facts) : facts });
    },
    setKnown: (name, text, facts) => put(name, { file: { file: name, text, documents: [] }, facts }),
    factsIn: (name) => entries.get(name)?.facts ?? [],
    remove: (name) => put(name, undefined),
    isPatchFile: (name) => entries.size > 0 && currentKustomizations().patchFiles.has(name),
    patchFiles: () => (entries.size > 0 ? [...currentKustomizations().patchFiles].sort() : []),
    update() {
      if (!this.isComplete || !isStale) return [];
      const steps = judge();
      for (let step = steps.next(); ; step = steps.next()) if (step.done) return accept(step.value);
    },
    async updateInTurns(pause) {
      if (!this.isComplete || !isStale) return [];
      const steps = judge();
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return accept(step.value);
        if (await pause()) continue;
        isStale = true;
        return [];
      }
    },
    get isStale() {
      return isStale;
    },
    declaredScopes() {
      return this.isComplete ? resolved().filter(({ scope }) => scope && scope.kind !== "folder") : [];
    },
    fileOf,
    setRendered(verdicts) {
      const before = renderings;
      renderings = new Map(
        [...verdicts].map(([file, verdict]) => {
          const known = before.get(file);
          return [file, known?.verdict === verdict ? known : indexRendering(verdict, fileOf)];
        }),
      );
      isStale = true;
    },
    invalidate() {
      isStale = true;
      scopes = undefined;
    },
    namesWithFindings: () => [...judged.found.keys()],
    scopesOf: (name) => fileScopes.get(name)?.scopes,
    findingsOf: (name) => judged.found.get(name)?.byDocument,
    findings: (name, document) => judged.found.get(name)?.byDocument.get(document) ?? NO_FINDINGS,
  };
}
