import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import { type FileDiagnostics, fileDiagnostics, NO_DIAGNOSTICS, sameDiagnostics } from "./file-diagnostics";
import { whenIdle } from "./host";
import { Cancelled, runSafe, runSafely } from "./run-safe";
import type { Session } from "./session";

/** Shows findings: by pull where the client asks for that, else by push, never both. */
export interface Diagnostics {
  /** A document was opened or edited. */
  changed(uri: string): void;
  closed(uri: string): void;
  /** What documents are judged by has changed: everything that is shown is to be judged again. */
  refresh(): void;
}

/** Starts the way of showing findings that the client understands. */
export function startDiagnostics(session: Session): Diagnostics {
  return session.client.pullDiagnostics ? startPull(session) : startPush(session);
}

interface Reported {
  readonly resultId: string;
  readonly diagnostics: FileDiagnostics;
}

function startPull(session: Session): Diagnostics {
  const { connection, client, log, host, manifests, ready } = session;
  const reported = new Map<string, Reported>();
  let counter = 0;

  /** Judges the document as it is when nothing newer waits, and remembers what was answered. */
  async function report(uri: string, token: CancellationToken): Promise<Reported> {
    await ready;
    await whenIdle(host);
    const manifest = await manifests.read(uri, () => token.isCancellationRequested);
    if (token.isCancellationRequested || (!manifest && manifests.uris().includes(uri))) throw new Cancelled();
    const diagnostics = manifest ? fileDiagnostics(session, manifest) : NO_DIAGNOSTICS;
    const before = reported.get(uri);
    if (before && sameDiagnostics(before.diagnostics, diagnostics)) return before;
    const now = { resultId: String(++counter), diagnostics };
    reported.set(uri, now);
    return now;
  }

  connection.languages.diagnostics.on((params: DocumentDiagnosticParams, token) =>
    runSafe<DocumentDiagnosticReport>(
      log,
      "textDocument/diagnostic",
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      async () => {
        const { resultId, diagnostics } = await report(params.textDocument.uri, token);
        return params.previousResultId === resultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics.items] };
      },
    ),
  );

  return {
    changed: () => {},
    closed: (uri) => reported.delete(uri),
    refresh() {
      if (client.diagnosticRefresh)
        void runSafely(log, "workspace/diagnostic/refresh", () => connection.languages.diagnostics.refresh());
    },
  };
}

function startPush(session: Session): Diagnostics {
  const { connection, documents, host, log, manifests, ready } = session;
  const pending = new Set<string>();
  const shown = new Map<string, FileDiagnostics>();
  let isRunning = false;

  async function publish(uri: string): Promise<void> {
    const manifest = await manifests.read(uri, () => false);
    if (!manifest || documents.get(uri)?.version !== manifest.version) return;
    const diagnostics = fileDiagnostics(session, manifest);
    shown.set(uri, diagnostics);
    await connection.sendDiagnostics({ uri, version: manifest.version, diagnostics: [...diagnostics.items] });
  }

  /** Works through what is pending, one document a turn, and only while no message waits. */
  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      await ready;
      for (await whenIdle(host); pending.size > 0; await whenIdle(host)) {
        const [uri = ""] = pending;
        pending.delete(uri);
        await runSafely(log, "textDocument/publishDiagnostics", () => publish(uri));
      }
    } finally {
      isRunning = false;
    }
  }

  function changed(uri: string): void {
    pending.delete(uri);
    pending.add(uri);
    void run();
  }

  return {
    changed,
    closed(uri) {
      pending.delete(uri);
      if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    refresh: () => manifests.uris().forEach(changed),
  };
}
