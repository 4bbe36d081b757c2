import {
  type CancellationToken,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { type Diagnostics, wantsWorkspace } from "./diagnostics";
import { type FileDiagnostics, fileDiagnostics, NO_DIAGNOSTICS, sameDiagnostics } from "./file-diagnostics";
import { Cancelled, runSafe, runSafely } from "./run-safe";
import type { Session } from "./session";
import { createWorkspaceFiles } from "./workspace-files";

interface Reported {
  readonly resultId: string;
  readonly diagnostics: FileDiagnostics;
}

/** Answers the client's questions for findings, and tells it when to ask again. */
export function startPullDiagnostics(session: Session): Diagnostics {
  const { connection, client, log, manifests } = session;
  const reported = new Map<string, Reported>();
  const related = new Set<string>();
  const workspace = createWorkspacePull(session, report);
  let counter = 0;

  function report(uri: string, diagnostics: FileDiagnostics): Reported {
    const before = reported.get(uri);
    if (before && sameDiagnostics(before.diagnostics, diagnostics)) return before;
    const now = { resultId: String(++counter), diagnostics };
    reported.set(uri, now);
    return now;
  }

  /** Judges a document as it is when nothing newer waits. */
  async function judge(uri: string, token: CancellationToken): Promise<Reported> {
    await session.prepare(uri);
    const manifest = await manifests.read(uri, () => token.isCancellationRequested);
    const isSuperseded = !manifest && manifests.uris().includes(uri);
    if (token.isCancellationRequested || isSuperseded) throw new Cancelled();
    return report(uri, manifest ? fileDiagnostics(session, manifest) : NO_DIAGNOSTICS);
  }

  /** What an edit changed in other open documents since the last answer. */
  function takeRelated(uri: string): Record<string, FullDocumentDiagnosticReport> | undefined {
    related.delete(uri);
    if (!client.relatedDocuments || related.size === 0) return undefined;
    const reports: Record<string, FullDocumentDiagnosticReport> = {};
    for (const other of related) {
      const manifest = manifests.get(other);
      if (manifest) reports[other] = fullReport(report(other, fileDiagnostics(session, manifest)));
    }
    related.clear();
    return reports;
  }

  connection.languages.diagnostics.on((params, token) =>
    runSafe<DocumentDiagnosticReport>(
      log,
      "textDocument/diagnostic",
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      async () => {
        const { uri } = params.textDocument;
        const now = await judge(uri, token);
        const relatedDocuments = takeRelated(uri);
        const own: DocumentDiagnosticReport =
          params.previousResultId === now.resultId
            ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: now.resultId }
            : fullReport(now);
        return relatedDocuments ? { ...own, relatedDocuments } : own;
      },
    ),
  );

  function refresh(): void {
    workspace.changed();
    if (client.diagnosticRefresh)
      void runSafely(log, "workspace/diagnostic/refresh", () => connection.languages.diagnostics.refresh());
  }

  return {
    changed: () => workspace.changed(),
    othersChanged(uris) {
      workspace.changed();
      const open = uris.filter((uri) => manifests.get(uri));
      if (open.length === 0) return;
      if (client.relatedDocuments) for (const uri of open) related.add(uri);
      else refresh();
    },
    closed(uri) {
      // The client asks a last time, but maybe before it says that the document is closed, and then forgets it.
      if (reported.get(uri)?.diagnostics.items.length) workspace.withdraw(uri);
      reported.delete(uri);
      related.delete(uri);
      workspace.changed();
    },
    refresh,
    showWorkspace: () => workspace.force(),
  };
}

function fullReport({
  resultId,
  diagnostics,
}: Reported): FullDocumentDiagnosticReport & { resultId: string } {
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics.items] };
}

interface WorkspacePull {
  changed(): void;
  /** A document is closed whose findings the client shows: they are to be replaced by those of its file. */
  withdraw(uri: string): void;
  force(): void;
}

/**
 * Answers `workspace/diagnostic`. A question stays open until there is news, so that the client, which asks again
 * after every answer, costs nothing while nothing changes.
 */
function createWorkspacePull(
  session: Session,
  report: (uri: string, diagnostics: FileDiagnostics) => Reported,
): WorkspacePull {
  const { connection, host, log } = session;
  const files = createWorkspaceFiles(session);
  const withdrawn = new Set<string>();
  let waiting: (() => void)[] = [];
  let generation = 0;
  let answered = -1;
  let isForced = false;

  function changed(): void {
    generation++;
    for (const wake of waiting.splice(0)) wake();
  }

  function untilChanged(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      waiting.push(resolve);
      token.onCancellationRequested(() => {
        waiting = waiting.filter((each) => each !== resolve);
        resolve();
      });
    });
  }

  async function news(
    previous: ReadonlyMap<string, string>,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const gone = new Set([...previous.keys(), ...withdrawn]);
    if (isForced || wantsWorkspace(session)) {
      await files.judge(
        () => token.isCancellationRequested,
        ({ uri, diagnostics }) => {
          gone.delete(uri);
          const now = report(uri, diagnostics);
          const isNews = previous.get(uri) !== now.resultId;
          if (isNews && (previous.has(uri) || withdrawn.has(uri) || diagnostics.items.length > 0))
            items.push({ ...fullReport(now), uri, version: null });
        },
      );
    }
    if (token.isCancellationRequested) throw new Cancelled();
    withdrawn.clear();
    for (const uri of gone)
      if (!session.documents.get(uri))
        items.push({ ...fullReport(report(uri, NO_DIAGNOSTICS)), uri, version: null });
    return items;
  }

  if (host.files) {
    connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token) =>
      runSafe<WorkspaceDiagnosticReport>(log, "workspace/diagnostic", { items: [] }, async () => {
        await session.ready;
        const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        for (;;) {
          const now = generation;
          if (now !== answered || previous.size === 0) {
            const items = await news(previous, token);
            answered = now;
            if (items.length > 0) return { items };
          }
          if (now === generation) await untilChanged(token);
          if (token.isCancellationRequested) throw new Cancelled();
        }
      }),
    );
  }

  return {
    changed,
    withdraw: (uri) => void withdrawn.add(uri),
    force() {
      isForced = true;
      changed();
    },
  };
}
