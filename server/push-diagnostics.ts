import { type Diagnostics, wantsWorkspace } from "./diagnostics";
import { type FileDiagnostics, fileDiagnostics } from "./file-diagnostics";
import { whenIdle } from "./host";
import { runSafely } from "./run-safe";
import type { Session } from "./session";
import { createWorkspaceFiles } from "./workspace-files";

/** Publishes the findings of open documents, and of the workspace where that is asked for. */
export function startPushDiagnostics(session: Session): Diagnostics {
  const { connection, documents, host, log, manifests } = session;
  const pending = new Set<string>();
  const closedShown = new Map<string, FileDiagnostics>();
  const workspaceFiles = createWorkspaceFiles(session);
  let isRunning = false;
  let isForced = false;
  let isWorkspaceStale = false;

  async function publish(uri: string): Promise<void> {
    await session.prepare(uri);
    const manifest = await manifests.read(uri, () => false);
    if (!manifest || documents.get(uri)?.version !== manifest.version) return;
    const { items } = fileDiagnostics(session, manifest);
    closedShown.delete(uri);
    await connection.sendDiagnostics({ uri, version: manifest.version, diagnostics: [...items] });
  }

  async function publishWorkspace(): Promise<void> {
    const gone = new Set(closedShown.keys());
    if (isForced || wantsWorkspace(session)) {
      await workspaceFiles.judge(
        () => pending.size > 0,
        ({ uri, diagnostics }) => {
          gone.delete(uri);
          const before = closedShown.get(uri);
          if (before === diagnostics || (!before && diagnostics.items.length === 0)) return;
          closedShown.set(uri, diagnostics);
          void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics.items] });
        },
      );
      // An edit came first: what was not reached is no news.
      if (pending.size > 0) return;
    }
    isWorkspaceStale = false;
    for (const uri of gone) {
      closedShown.delete(uri);
      if (!documents.get(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }

  /** Works through what is pending, one document a turn, and only while no message waits. */
  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    await session.ready;
    for (await whenIdle(host); pending.size > 0 || isWorkspaceStale; await whenIdle(host)) {
      const [uri] = pending;
      if (uri === undefined) await runSafely(log, "judging the workspace", publishWorkspace);
      else {
        pending.delete(uri);
        await runSafely(log, "textDocument/publishDiagnostics", () => publish(uri));
      }
    }
    isRunning = false;
  }

  function changed(uri: string): void {
    pending.add(uri);
    void run();
  }

  function workspaceChanged(): void {
    isWorkspaceStale = true;
    void run();
  }

  return {
    changed,
    othersChanged(uris) {
      for (const uri of uris) if (documents.get(uri)) changed(uri);
      workspaceChanged();
    },
    closed(uri) {
      pending.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
      workspaceChanged();
    },
    refresh() {
      manifests.uris().forEach(changed);
      workspaceChanged();
    },
    showWorkspace() {
      isForced = true;
      workspaceChanged();
    },
  };
}
