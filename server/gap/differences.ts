import type { Finding } from "../../engine/finding";
import { checkCommittedGaps, gapDocumentsAmong } from "../../workspace/committed-gaps";
import type { GapDocumentPath } from "../../workspace/policies";
import { type Folder, uriIn } from "../folders";
import { whenIdle } from "../host";
import { runSafely } from "../run-safe";
import type { Session } from "../session";

/** The differences between environments that their committed documents give no reason for. */
export interface Differences {
  /** What was found in a file, by document: the same map until it changes. */
  findingsOf(folder: Folder | undefined, name: string): ReadonlyMap<number, readonly Finding[]> | undefined;
  /** Other findings of a document with these behind them: the same list as long as both are the same. */
  added(
    others: readonly Finding[],
    folder: Folder | undefined,
    name: string,
    document: number,
  ): readonly Finding[];
  /** A file is another one now: what differs is worked out again when nobody types. */
  touched(uri: string): void;
  /** The folders have been read anew, or files have come or gone, or the configuration has changed. */
  renewed(): void;
  /** Resolves when nothing is left to be worked out. */
  settled(): Promise<void>;
  /** Ends what is going on, for good. */
  stop(): void;
}

/** What they are worked out of. */
export type DifferencesOptions = Pick<Session, "host" | "folders" | "policies" | "indexes" | "log"> & {
  /** Told the addresses of files whose findings are others now. */
  changed(uris: readonly string[]): void;
  /** Notes for the user which document cannot be used. */
  note(message: string): void;
};

type FoundInFolder = ReadonlyMap<string, ReadonlyMap<number, readonly Finding[]>>;

/** Milliseconds without an edit before environments are compared: all of their files are judged for it. */
const DELAY = 500;
/** Milliseconds of comparing in one turn. */
const TURN = 8;

/** Starts with nothing compared. Costs nothing in a folder without such documents. */
export function createDifferences(options: DifferencesOptions): Differences {
  const { host, folders, indexes, policies } = options;
  const documents = new Map<string, readonly GapDocumentPath[]>();
  const found = new Map<string, FoundInFolder>();
  const merged = new Map<
    string,
    { readonly from: readonly (readonly Finding[])[]; readonly all: Finding[] }
  >();
  const waiting: (() => void)[] = [];
  let version = 0;
  let isRunning = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(): void {
    version++;
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(() => {
      timer = undefined;
      void runSafely(options.log, "comparing environments", work).finally(tellSettled);
    }, DELAY);
  }

  async function work(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let done = -1; done !== version && timer === undefined; ) {
        done = version;
        for (const folder of folders.all()) await compare(folder, () => version === done && !isStopped);
      }
    } finally {
      isRunning = false;
    }
  }

  async function compare(folder: Folder, isCurrent: () => boolean): Promise<void> {
    const index = indexes.of(folder);
    if (!index?.isComplete || (documents.get(folder.uri) ?? []).length === 0) {
      accept(folder, new Map());
      return;
    }
    const names = index.names();
    // By the configuration alone: what the editor asks for beside it is not how the environments are run.
    const own = await host.files?.loadPolicies(folder.uri, names, {});
    if (!own || !isCurrent()) return;
    const steps = checkCommittedGaps({
      names,
      fileOf: (name) => indexes.fileOf(folder, name)?.file,
      configured: policies.gapDocumentsIn(folder),
      policies: own,
      policyFor: (name) => policies.policyFor(folder, name),
    });
    let turn = Date.now();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        for (const { file, message } of step.value.problems) options.note(`${file}: ${message}`);
        accept(folder, byDocument(step.value.findings));
        return;
      }
      if (Date.now() - turn < TURN) continue;
      await whenIdle(host);
      if (!isCurrent()) return;
      turn = Date.now();
    }
  }

  function accept(folder: Folder, next: FoundInFolder): void {
    const before = found.get(folder.uri) ?? new Map();
    const kept = new Map(
      [...next].map(([name, own]) => {
        const known = before.get(name);
        return [name, known && isSame(known, own) ? known : own] as const;
      }),
    );
    found.set(folder.uri, kept);
    const names = new Set([...before.keys(), ...kept.keys()]);
    const changed = [...names].filter((name) => before.get(name) !== kept.get(name));
    if (changed.length > 0) options.changed(changed.map((name) => uriIn(folder, name)));
  }

  function tellSettled(): void {
    if (isRunning || timer !== undefined) return;
    for (const tell of waiting.splice(0)) tell();
  }

  const findingsOf: Differences["findingsOf"] = (folder, name) => folder && found.get(folder.uri)?.get(name);

  return {
    findingsOf,
    added(others, folder, name, document) {
      const own = findingsOf(folder, name)?.get(document);
      if (!own) return others;
      const key = `${folder?.uri}\n${name}\n${document}`;
      const known = merged.get(key);
      if (known?.from[0] === others && known.from[1] === own) return known.all;
      const all = [...others, ...own];
      merged.set(key, { from: [others, own], all });
      return all;
    },
    touched(uri) {
      const { folder } = folders.nameOf(uri);
      if (folder && (documents.get(folder.uri) ?? []).length > 0) schedule();
    },
    renewed() {
      let isAny = false;
      for (const folder of folders.all()) {
        const known = (documents.get(folder.uri) ?? []).length > 0;
        const all = gapDocumentsAmong(indexes.of(folder)?.names() ?? [], policies.gapDocumentsIn(folder));
        documents.set(folder.uri, all);
        isAny = isAny || known || all.length > 0;
      }
      if (isAny) schedule();
    },
    async settled() {
      while (isRunning || timer !== undefined) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      timer = undefined;
      tellSettled();
    },
  };
}

function byDocument(
  findings: readonly { readonly file: string; readonly finding: Finding }[],
): FoundInFolder {
  const files = new Map<string, Map<number, Finding[]>>();
  for (const { file, finding } of findings) {
    const documents = files.get(file) ?? new Map<number, Finding[]>();
    files.set(file, documents);
    documents.set(finding.document, [...(documents.get(finding.document) ?? []), finding]);
  }
  return files;
}

/** Whether two readings find the same in a file: these findings are plain data. */
function isSame(
  a: ReadonlyMap<number, readonly Finding[]>,
  b: ReadonlyMap<number, readonly Finding[]>,
): boolean {
  return JSON.stringify([...a]) === JSON.stringify([...b]);
}
