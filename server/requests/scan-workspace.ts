import type { CancellationToken } from "vscode-languageserver";
import type { Level } from "../../engine/policy/configuration";
import type { Diagnostics } from "../diagnostics";
import { fileDiagnostics } from "../file-diagnostics";
import { Cancelled, runSafe } from "../run-safe";
import type { Session } from "../session";
import { levelOf } from "../to-diagnostic";
import { createWorkspaceFiles } from "../workspace-files";

/** What a scan of the workspace found. */
export interface WorkspaceSummary {
  readonly files: number;
  readonly findings: Readonly<Record<Level, number>>;
}

/**
 * `rampart/scanWorkspace`: reads the workspace again and judges all of it; its findings are shown from then on, as
 * with the setting `rampart.scan: workspace`. Takes no parameters, or empty ones. May be cancelled.
 */
export const SCAN_WORKSPACE = "rampart/scanWorkspace";

/** Answers `rampart/scanWorkspace`. */
export function startScanWorkspaceRequest(session: Session, diagnostics: Diagnostics): void {
  const nothing: WorkspaceSummary = { files: 0, findings: { block: 0, warn: 0, hint: 0 } };
  session.connection.onRequest(SCAN_WORKSPACE, (...received: unknown[]) =>
    runSafe(session.log, SCAN_WORKSPACE, nothing, async () => {
      const token = received.at(-1) as CancellationToken;
      await session.ready;
      await session.indexes.run();
      session.renderings?.indexed();
      session.renderings?.wantAll();
      session.differences?.renewed();
      await session.renderings?.settled();
      await session.differences?.settled();
      if (token.isCancellationRequested) throw new Cancelled();
      const findings = { block: 0, warn: 0, hint: 0 };
      let files = 0;
      const count = (items: ReturnType<typeof fileDiagnostics>["items"]) => {
        files++;
        for (const item of items) findings[levelOf(item)]++;
      };
      await createWorkspaceFiles(session).judge(
        () => token.isCancellationRequested,
        (file) => count(file.diagnostics.items),
      );
      if (token.isCancellationRequested) throw new Cancelled();
      for (const uri of session.manifests.uris()) {
        const manifest = await session.manifest(uri);
        if (manifest) count(fileDiagnostics(session, manifest).items);
      }
      diagnostics.showWorkspace();
      return { files, findings };
    }),
  );
}
