import { RequestType, type WorkspaceEdit } from "vscode-languageserver";
import { type IgnoreTarget, ignoreEdits } from "../code-actions/ignore";
import { placedFindings } from "../code-actions/request";
import { workspaceEdit } from "../code-actions/workspace-edit";
import { runSafe } from "../run-safe";
import type { Session } from "../session";

/** Asks for the edit that ignores a finding. */
export interface IgnoreParams extends IgnoreTarget {
  readonly uri: string;
  /** One line; line breaks become spaces. */
  readonly reason: string;
}

/** `rampart/ignore`: `{uri, rule, line, place, reason}` → the edit; `null` where the finding is no longer there. */
export const IgnoreRequest = new RequestType<IgnoreParams, WorkspaceEdit | null, void>("rampart/ignore");

/** Answers `rampart/ignore`. */
export function startIgnoreRequest(session: Session): void {
  session.connection.onRequest(IgnoreRequest, ({ uri, rule, line, place, reason }) =>
    runSafe<WorkspaceEdit | null>(session.log, IgnoreRequest.method, null, async () => {
      const manifest = await session.manifest(uri);
      const found =
        manifest &&
        placedFindings(session, manifest).find(
          ({ finding, start }) => finding.rule === rule && start.line === line,
        );
      if (!manifest || !found) return null;
      const edits = ignoreEdits(manifest, found, place, reason.replace(/\s+/g, " ").trim());
      return edits.length > 0 ? workspaceEdit(session, manifest, edits) : null;
    }),
  );
}
