import type { Policy } from "../../engine/policy/policy";
import { judgeRenderingInSteps, type RenderedVerdict } from "../../workspace/judge-rendering";
import type { ResolvedScope, Scope } from "../../workspace/scopes";
import { type Folder, uriIn } from "../folders";
import { whenIdle } from "../host";
import { runSafely } from "../run-safe";
import type { Session } from "../session";
import { isPartOf } from "./is-part-of";

/** How a scope stands with the tool that renders it. */
export interface RenderingState {
  /** The file that declares the scope. */
  readonly file: string;
  /** `edited`: a file of it is not saved, so that it is judged as written until then. */
  readonly state: "rendered" | "waiting" | "edited" | "failed";
  /** Why it could not be rendered, and what to do; for `failed` alone. */
  readonly message?: string;
}

/** Renders the kustomizations and charts of the workspace in the background, one at a time. */
export interface Renderings {
  /** A document was opened: its scopes are rendered where they are not yet. */
  opened(uri: string): void;
  /** A document was edited, before it is judged anew: what was rendered with its old text is dropped. */
  edited(uri: string): void;
  /** A document was saved: its scopes are rendered where an edit has dropped what was. */
  saved(uri: string): void;
  /** Somebody else has changed files. What is open counts as it is in the editor. */
  changedOnDisk(uris: readonly string[]): void;
  /** The folders have been read anew. */
  indexed(): void;
  /** Settings, the configuration, or the trust in the workspace have changed. */
  configured(): void;
  /** Every scope is wanted from now on, not only those of open documents. */
  wantAll(): void;
  /** The scopes that a file belongs to. */
  statesOf(folder: Folder | undefined, name: string): readonly RenderingState[];
  /** Resolves when nothing waits to be rendered. */
  settled(): Promise<void>;
  /** Ends what runs, for good. */
  stop(): void;
}

/** What the renderings work with. */
export type RenderingsOptions = Pick<
  Session,
  "host" | "folders" | "policies" | "indexes" | "documents" | "log"
> & {
  /** Whether the user trusts the workspace: tools run there only. */
  isTrusted(): boolean;
  /** Notes for the user what could not be rendered. */
  note(message: string): void;
};

interface Entry {
  readonly folder: Folder;
  scope: Scope;
  /** Absolute paths that the tool has looked at, or would have. */
  inputs: Set<string>;
  state: RenderingState["state"];
  verdict: RenderedVerdict | undefined;
  failure: string | undefined;
  /** Counts what makes a rendering worthless. */
  version: number;
}

/** Milliseconds after the last event before a tool is started: several files are often saved together. */
const DELAY = 200;
/** Milliseconds of judging in one turn. */
const TURN = 8;

/**
 * Starts with nothing rendered. Tools run only in a trusted workspace, with the setting `rampart.render`, on files of
 * the disk and the texts of open documents. What is rendered holds until one of the files changes that it was made of;
 * until it is made anew, the scope is judged as written.
 */
export function createRenderings(options: RenderingsOptions): Renderings {
  const { host, folders, policies, indexes, documents } = options;
  const entries = new Map<string, Entry>();
  const due = new Set<Entry>();
  const waiting: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: { readonly entry: Entry; readonly giveUp: AbortController } | undefined;
  let isAllWanted = false;
  let isStopped = false;

  const isAllowed = (folder: Folder) =>
    !isStopped && options.isTrusted() && policies.settingsOf(folder).render === "auto";
  const pathOf = (uri: string) => host.files?.pathOf(uri);
  const entriesIn = (folder: Folder) =>
    [...entries.values()].filter((entry) => entry.folder.uri === folder.uri);
  const declared = (folder: Folder): readonly ResolvedScope[] => indexes.of(folder)?.declaredScopes() ?? [];

  const keyOf = (folder: Folder, { file }: Scope) => `${folder.uri}\n${file}`;

  function entryOf(folder: Folder, scope: Scope): Entry {
    const key = keyOf(folder, scope);
    const known = entries.get(key) ?? {
      folder,
      scope,
      inputs: new Set<string>(),
      state: "waiting",
      verdict: undefined,
      failure: undefined,
      version: 0,
    };
    // Scopes are read anew with every edit of any kustomization.
    known.scope = scope;
    entries.set(key, known);
    return known;
  }

  /** Forgets what was rendered; returns whether it was judged by. */
  function drop(entry: Entry): boolean {
    const wasUsed = entry.verdict !== undefined;
    entry.version++;
    entry.verdict = undefined;
    entry.failure = undefined;
    due.delete(entry);
    if (running?.entry === entry) running.giveUp.abort();
    return wasUsed;
  }

  function publish(folder: Folder, isEdit = false): Promise<void> {
    const verdicts = entriesIn(folder).flatMap(({ scope, verdict }): [string, RenderedVerdict][] =>
      verdict && scope.file !== undefined ? [[scope.file, verdict]] : [],
    );
    return indexes.setRendered(folder, new Map(verdicts), isEdit);
  }

  function want(entry: Entry): void {
    drop(entry);
    entry.state = "waiting";
    due.add(entry);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void runSafely(options.log, "rendering", work).finally(tellSettled);
    }, DELAY);
  }

  /** Works through what is due. There is one of it: whoever comes later finds it at work. */
  async function work(): Promise<void> {
    while (!running && timer === undefined) {
      const [entry] = due;
      if (!entry) return;
      due.delete(entry);
      const giveUp = new AbortController();
      running = { entry, giveUp };
      try {
        await render(entry, giveUp.signal);
      } finally {
        running = undefined;
      }
    }
  }

  async function render(entry: Entry, signal: AbortSignal): Promise<void> {
    const { folder, scope, version } = entry;
    const isCurrent = () => entry.version === version && isAllowed(folder);
    if (!host.files || !isCurrent()) return;
    entry.inputs = new Set();
    const result = await host.files.render(folder.uri, scope, {
      signal,
      charts: policies.chartsIn(folder),
      onRead: (path) => entry.inputs.add(path),
      textOf: (path) =>
        documents
          .all()
          .find(({ uri }) => pathOf(uri) === path)
          ?.getText(),
    });
    if (!isCurrent()) return;
    if ("failure" in result) {
      entry.state = "failed";
      entry.failure = withAdvice(result.failure);
      options.note(`${scope.file}: judged as it is written: ${entry.failure}`);
      await publish(folder);
      return;
    }
    const verdict = await judge(entry, result, isCurrent);
    if (!verdict || !isCurrent()) return;
    entry.verdict = verdict;
    await publish(folder);
    if (isCurrent()) entry.state = "rendered";
  }

  /** Judges what was rendered, a few documents in each turn; `undefined` where it is worthless by now. */
  async function judge(
    { folder, scope }: Entry,
    rendering: Parameters<typeof judgeRenderingInSteps>[0]["rendering"],
    isCurrent: () => boolean,
  ): Promise<RenderedVerdict | undefined> {
    const index = indexes.of(folder);
    const resolved = index?.declaredScopes().find((each) => each.scope?.file === scope.file);
    if (!index || !resolved || scope.file === undefined) return undefined;
    const policy: Policy = policies.policyFor(folder, scope.file);
    const { inventory } = resolved;
    const steps = judgeRenderingInSteps({ scope, inventory, rendering, policy, fileOf: index.fileOf });
    let turn = Date.now();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      if (Date.now() - turn < TURN) continue;
      await whenIdle(host);
      if (!isCurrent()) return undefined;
      turn = Date.now();
    }
  }

  /** Whether a scope may depend on a file: what the tool has looked at, and what lies where it would look. */
  function dependsOn(folder: Folder, scope: Scope, uri: string): boolean {
    const path = pathOf(uri);
    if (path !== undefined && entries.get(keyOf(folder, scope))?.inputs.has(path)) return true;
    const named = folders.nameOf(uri);
    return named.folder?.uri === folder.uri && isPartOf(scope, named.name);
  }

  function isWanted(folder: Folder, scope: Scope): boolean {
    if (isAllWanted || policies.settingsOf(folder).scan === "workspace") return true;
    return documents.keys().some((uri) => dependsOn(folder, scope, uri));
  }

  /** Asks for the scopes that are wanted and not rendered yet. */
  function wantMissing(folder: Folder): void {
    if (!isAllowed(folder)) return;
    for (const { scope } of declared(folder)) {
      const known = scope && entries.get(keyOf(folder, scope));
      if (scope && !known && isWanted(folder, scope)) want(entryOf(folder, scope));
    }
  }

  /** Asks again for the scopes that depend on some files. */
  function wantAgain(uris: readonly string[], isDone: (entry: Entry, isPending: boolean) => boolean): void {
    for (const folder of folders.all().filter(isAllowed)) {
      let wasUsed = false;
      for (const { scope } of declared(folder)) {
        if (!scope || !uris.some((uri) => dependsOn(folder, scope, uri)) || !isWanted(folder, scope))
          continue;
        const entry = entryOf(folder, scope);
        if (isDone(entry, due.has(entry) || running?.entry === entry)) continue;
        wasUsed = entry.verdict !== undefined || wasUsed;
        want(entry);
      }
      if (wasUsed) void publish(folder);
    }
  }

  function forget(folder: Folder): void {
    for (const [key, entry] of entries) {
      if (entry.folder.uri !== folder.uri) continue;
      drop(entry);
      entries.delete(key);
    }
    void publish(folder);
  }

  function tellSettled(): void {
    if (running || timer !== undefined || due.size > 0) return;
    for (const tell of waiting.splice(0)) tell();
  }

  return {
    opened: (uri) =>
      wantAgain(
        [uri],
        ({ verdict, failure }, isPending) => isPending || verdict !== undefined || failure !== undefined,
      ),
    edited(uri) {
      const path = pathOf(uri);
      const { folder: holder, name } = folders.nameOf(uri);
      // To open a document, or to undo an edit, changes nothing.
      if (path === undefined || indexes.of(holder)?.textOf(name) === documents.get(uri)?.getText()) return;
      const touched = new Map<string, Folder>();
      for (const entry of entries.values()) {
        if (!entry.inputs.has(path)) continue;
        entry.state = "edited";
        if (drop(entry)) touched.set(entry.folder.uri, entry.folder);
      }
      for (const folder of touched.values()) void publish(folder, true);
    },
    saved(uri) {
      // What was rendered holds where nothing was edited.
      wantAgain([uri], ({ verdict }) => verdict !== undefined);
    },
    changedOnDisk(uris) {
      wantAgain(
        uris.filter((uri) => !documents.get(uri)),
        () => false,
      );
    },
    indexed() {
      for (const folder of folders.all()) {
        forget(folder);
        wantMissing(folder);
      }
    },
    configured() {
      for (const folder of folders.all()) {
        forget(folder);
        wantMissing(folder);
      }
    },
    wantAll() {
      isAllWanted = true;
      for (const folder of folders.all()) wantMissing(folder);
    },
    statesOf(folder, name) {
      if (!folder) return [];
      const uri = uriIn(folder, name);
      return entriesIn(folder)
        .filter(({ scope }) => dependsOn(folder, scope, uri))
        .map(({ scope, state, failure }) => ({
          file: scope.file ?? "",
          state,
          ...(failure === undefined ? {} : { message: failure }),
        }));
    },
    async settled() {
      while (running || timer !== undefined || due.size > 0)
        await new Promise<void>((resolve) => waiting.push(resolve));
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      timer = undefined;
      due.clear();
      running?.giveUp.abort();
      tellSettled();
    },
  };
}

/** A failure with what to do about it. */
function withAdvice(failure: string): string {
  return failure.endsWith("installed")
    ? `${failure}; install it where the editor finds it (PATH), or set rampart.render to never`
    : failure;
}
