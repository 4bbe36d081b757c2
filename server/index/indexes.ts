import {
  analyzeDocument,
  type DocumentAnalysis,
  type ManifestFile,
  readManifestFile,
} from "../../engine/analyze-file";
import type { Finding } from "../../engine/finding";
import type { Inventory } from "../../engine/inventory/inventory";
import { locate } from "../../engine/yaml/locate";
import { createLineIndex } from "../../engine/yaml/text-position";
import type { FactCache } from "../../workspace/fact-cache";
import type { RenderedVerdict } from "../../workspace/judge-rendering";
import { type Folder, type Folders, uriIn, uriKey } from "../folders";
import { type Host, whenIdle } from "../host";
import { analysisOf, NO_FINDINGS } from "../judge-document";
import type { OpenManifest } from "../open-manifests";
import type { Policies } from "../policies";
import type { LocateElsewhere } from "../related-places";
import { type LogError, runSafely } from "../run-safe";
import { rangeOf } from "../to-diagnostic";
import type { FolderIndex } from "./folder-index";
import { isKustomization } from "./is-kustomization";
import type { StartProgress } from "./progress";

/** What is known of the workspace beyond open documents. */
export interface Indexes {
  of(folder: Folder | undefined): FolderIndex | undefined;
  isPatchFile(uri: string): boolean;
  /** Takes an open document as it is now. */
  take(manifest: OpenManifest): void;
  /** Takes a file of the disk as it is now: after it was closed, or changed by somebody else. */
  reload(uris: readonly string[]): Promise<void>;
  /** A file of a folder as it is known now: open, or as it was read from the disk; `undefined` where it is not known. */
  fileOf(folder: Folder, name: string): KnownFile | undefined;
  /**
   * Takes what tools have made of the scopes of a folder; see `FolderIndex.setRendered`. They are judged when nothing
   * waits, a rule in each turn; resolves when they are, or when something newer has to be judged instead.
   *
   * @param isEdit whether the document that was edited is about to be judged: that judges the scopes anew
   */
  setRendered(folder: Folder, verdicts: ReadonlyMap<string, RenderedVerdict>, isEdit: boolean): Promise<void>;
  /** What inventory rules found in a document of a file. */
  findings(manifest: Pick<OpenManifest, "folder" | "file">, document: number): readonly Finding[];
  locateElsewhere(folder: Folder | undefined): LocateElsewhere;
  /**
   * Reads every folder anew, with progress. What was known before holds until then. Resolves when all are read, by
   * this reading or one that began later, or when the user has cancelled.
   */
  run(): Promise<void>;
  /** Resolves when no folder is being read. */
  settled(): Promise<void>;
  /** Calls a listener whenever what lives together has changed. */
  onDidChange(listener: () => void): void;
  /** The policies have changed: they are read again for every file, and the scopes are judged again. */
  invalidate(): Promise<void>;
}

/** A file of a folder, read. */
export interface KnownFile {
  readonly uri: string;
  /** The version of an open document; `null` for a file on disk. */
  readonly version: number | null;
  readonly file: ManifestFile;
}

/** What the indexes work with. */
export interface IndexesOptions {
  readonly host: Host;
  readonly folders: Folders;
  readonly policies: Policies;
  readonly log: LogError;
  readonly startProgress: StartProgress;
  openManifests(): readonly OpenManifest[];
  /** The open document of a file, if it is open. */
  openManifest(uri: string): OpenManifest | undefined;
  /** The address under which a file is open, if it is. */
  openUri(key: string): string | undefined;
  /** Told the addresses of files whose findings are others now. */
  changed(uris: readonly string[]): void;
  /** Told when other files than before are patches. */
  patchesChanged(): void;
}

/** Above this many facts, scopes are judged again after the edited document has been answered, not before. */
const EAGER_FACTS = 2_000;
/** Milliseconds of indexing in one turn. */
const TURN = 8;
/** Files of the index that are kept parsed, for related places. */
const KEPT_FILES = 16;

/** Below so many files, reading the cache costs more than it gives. */
const CACHE_FROM = 200;

/** Of a file that is not open only the facts are wanted. */
const NO_RULE = () => false;

/** Starts without any folder read. */
export function createIndexes(options: IndexesOptions): Indexes {
  const { host, folders, policies, log } = options;
  const indexes = new Map<string, FolderIndex>();
  const taken = new Map<string, readonly DocumentAnalysis[]>();
  const parsed = new Map<string, ManifestFile>();
  const patches = new Map<string, string>();
  const scheduled = new Map<string, number>();
  const listeners: (() => void)[] = [];
  const told = new WeakMap<FolderIndex, readonly Inventory[]>();
  let round = 0;
  let running = Promise.resolve();

  const of = (folder: Folder | undefined) => folder && indexes.get(folder.uri);
  const keyOf = (folder: Folder, name: string) => `${folder.uri}\n${name}`;
  const addressOf = (folder: Folder, name: string) => {
    const uri = uriIn(folder, name);
    return options.openUri(uriKey(uri)) ?? uri;
  };

  function createIndex(folder: Folder): FolderIndex | undefined {
    return host.files?.createIndex({
      policyOf: (name) => policies.policyFor(folder, name),
      declaredScopes: () => policies.declaredScopes(folder),
    });
  }

  /** Puts a new index in the place of the old one, with the open documents as they are now. */
  function replace(folder: Folder, index: FolderIndex): void {
    const before = of(folder);
    indexes.set(folder.uri, index);
    index.isComplete = true;
    for (const manifest of options.openManifests()) {
      if (manifest.folder?.uri !== folder.uri) continue;
      taken.delete(keyOf(folder, manifest.file.file));
      put(folder, index, manifest.file);
    }
    refresh(folder, index);
    const names = [...(before?.namesWithFindings() ?? []), ...index.namesWithFindings()];
    if (names.length > 0) options.changed(names.map((name) => addressOf(folder, name)));
  }

  /**
   * Judges the scopes of a folder again where facts have changed, and tells who is affected, but not `asking`, which
   * looks for itself. A small folder is judged at once, so that the answer for an edit holds its consequences.
   */
  function refresh(folder: Folder, index: FolderIndex, asking?: string): void {
    if (index.size > EAGER_FACTS) {
      void updateLater(folder, index);
      return;
    }
    // What is being judged in turns is older than this.
    scheduled.set(folder.uri, (scheduled.get(folder.uri) ?? 0) + 1);
    tell(folder, index, index.update(), asking);
  }

  function tell(folder: Folder, index: FolderIndex, changed: readonly string[], asking?: string): void {
    const names = changed.filter((name) => name !== asking);
    const key = index.patchFiles().join("\n");
    if (index.isComplete && (patches.get(folder.uri) ?? "") !== key) {
      patches.set(folder.uri, key);
      parsed.clear();
      options.patchesChanged();
    }
    if (names.length > 0) options.changed(names.map((name) => addressOf(folder, name)));
    const inventories = index.inventories();
    if (told.get(index) === inventories) return;
    told.set(index, inventories);
    for (const listener of listeners) listener();
  }

  /** For a large folder: when nothing waits, a rule in each turn, and from the start after a newer edit. */
  function updateLater(folder: Folder, index: FolderIndex): Promise<void> {
    const before = scheduled.get(folder.uri) ?? 0;
    scheduled.set(folder.uri, before + 1);
    const isCurrent = () => scheduled.get(folder.uri) === before + 1 && of(folder) === index;
    const pause = async () => {
      await whenIdle(host);
      return isCurrent();
    };
    return runSafely(log, "judging a scope", async () => {
      if (await pause()) tell(folder, index, await index.updateInTurns(pause));
    });
  }

  /** The facts of a file; a document that does not parse just now keeps those it had. */
  function put(folder: Folder, index: FolderIndex, file: ManifestFile): boolean {
    const key = keyOf(folder, file.file);
    const before = taken.get(key) ?? [];
    const policy = policies.policyFor(folder, file.file);
    const sameShape = before.length === file.documents.length;
    const now = file.documents.map((document, at) => {
      const last = before[at];
      return document.yaml.problems.length > 0 && sameShape && last ? last : analysisOf(document, policy);
    });
    if (sameShape && index.has(file.file) && now.every((each, at) => each === before[at])) return false;
    taken.set(key, now);
    index.set(file, now);
    return true;
  }

  async function load(folder: Folder, index: FolderIndex, name: string, cache?: FactCache): Promise<void> {
    const open = options.openManifest(addressOf(folder, name));
    const text = open ? undefined : await host.files?.read(uriIn(folder, name));
    parsed.delete(keyOf(folder, name));
    if (open) {
      put(folder, index, open.file);
      return;
    }
    taken.delete(keyOf(folder, name));
    if (text === undefined || policies.isExcluded(folder, name)) {
      index.remove(name);
      return;
    }
    const kept = isKustomization(name) ? undefined : cache;
    const known = kept?.get(name, text);
    if (known) {
      index.setKnown(name, text, known);
      return;
    }
    const file = readManifestFile(name, text);
    const { options: ruleOptions } = policies.policyFor(folder, name);
    index.set(
      file,
      file.documents.map((document) => analyzeDocument(document, 0, ruleOptions, NO_RULE)),
    );
    kept?.put(name, text, index.factsIn(name));
  }

  async function runFolder(folder: Folder, isCurrent: () => boolean): Promise<void> {
    const names = (await host.files?.find(folder.uri)) ?? [];
    const index = createIndex(folder);
    if (!index) return;
    await policies.load(folder, names);
    const progress = await options.startProgress("Indexing manifests", names.length);
    const cache = names.length < CACHE_FROM ? undefined : host.files?.openFactCache(folder.uri);
    try {
      if (!isCurrent()) return;
      let turn = Date.now();
      for (const [at, name] of names.entries()) {
        await runSafely(log, "indexing a file", () => load(folder, index, name, cache));
        if (Date.now() - turn < TURN) continue;
        progress.report(at + 1);
        await whenIdle(host);
        if (!isCurrent() || progress.isCancelled()) return;
        turn = Date.now();
      }
      if (index.size > EAGER_FACTS) {
        host.largeWorkspace?.();
        index.isComplete = true;
        await index.updateInTurns(async () => {
          await whenIdle(host);
          return isCurrent();
        });
        if (!isCurrent()) return;
      }
      await runSafely(log, "judging a scope", () => replace(folder, index));
    } finally {
      progress.done();
    }
    await whenIdle(host);
    cache?.save();
  }

  function fileOf(folder: Folder, name: string): KnownFile | undefined {
    const uri = addressOf(folder, name);
    const open = options.openManifest(uri);
    if (open) return open;
    const file = parsedFile(folder, name);
    return file && { uri, version: null, file };
  }

  function parsedFile(folder: Folder, name: string): ManifestFile | undefined {
    const key = keyOf(folder, name);
    const text = of(folder)?.textOf(name);
    if (text === undefined) return undefined;
    const file =
      parsed.get(key) ??
      readManifestFile(name, text, { isPatchFile: of(folder)?.isPatchFile(name) ?? false });
    parsed.delete(key);
    parsed.set(key, file);
    const [oldest] = parsed.keys();
    if (parsed.size > KEPT_FILES && oldest !== undefined) parsed.delete(oldest);
    return file;
  }

  async function settled(): Promise<void> {
    for (let awaited: unknown; awaited !== running; await awaited) awaited = running;
  }

  async function runAll(isCurrent: () => boolean): Promise<void> {
    if (!host.files || !isCurrent()) return;
    const uris = new Set(folders.all().map(({ uri }) => uri));
    for (const uri of indexes.keys()) if (!uris.has(uri)) indexes.delete(uri);
    for (const folder of folders.all()) await runSafely(log, "indexing", () => runFolder(folder, isCurrent));
  }

  return {
    of,
    isPatchFile(uri) {
      const { folder, name } = folders.nameOf(uri);
      return of(folder)?.isPatchFile(name) ?? false;
    },
    take({ folder, file }) {
      const index = of(folder);
      if (!folder || !index) return;
      const isOther = put(folder, index, file) || index.isStale;
      if (isOther && index.isComplete) refresh(folder, index, file.file);
    },
    async reload(uris) {
      const touched = new Map<FolderIndex, Folder>();
      for (const uri of uris) {
        const { folder, name } = folders.nameOf(uri);
        const index = of(folder);
        if (!folder || !index) continue;
        touched.set(index, folder);
        await policies.load(folder, [name]);
        await load(folder, index, name);
      }
      for (const [index, folder] of touched) refresh(folder, index);
    },
    fileOf,
    async setRendered(folder, verdicts, isEdit) {
      const index = of(folder);
      index?.setRendered(verdicts);
      if (!index?.isComplete) return;
      // Not every document that is edited is judged itself.
      if (isEdit) await whenIdle(host);
      if (index.isStale && of(folder) === index) await updateLater(folder, index);
    },
    findings: ({ folder, file }, document) => of(folder)?.findings(file.file, document) ?? NO_FINDINGS,
    locateElsewhere:
      (folder) =>
      ({ fact, path }) => {
        const known = folder && fact && fileOf(folder, fact.source.file);
        const document = known?.file.documents[fact?.source.document ?? 0];
        if (!known || !document || !fact) return undefined;
        const { file, uri } = known;
        const { start, end } = locate(document.yaml, fact.source.base, path);
        const shift = document.slice.start;
        const range = rangeOf(createLineIndex(file.text), { start: start + shift, end: end + shift });
        return { uri, range };
      },
    async run() {
      const mine = ++round;
      running = running.then(() => runAll(() => mine === round));
      await settled();
    },
    settled,
    onDidChange: (listener) => void listeners.push(listener),
    async invalidate() {
      taken.clear();
      for (const folder of folders.all()) {
        const index = of(folder);
        if (!index) continue;
        await policies.load(folder, index.names());
        index.invalidate();
        refresh(folder, index);
      }
    },
  };
}
