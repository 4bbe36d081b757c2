import { LSPErrorCodes, type Range, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";
import { planRename, RenameRefused } from "./plan-rename";
import { targetsAt } from "./target-at";

/** Renames a resource with every reference to it, in all files of its scopes, or says why that cannot be done. */
export function startRename(session: Session): void {
  const { connection, log } = session;
  connection.onPrepareRename(({ textDocument, position }) =>
    runSafe<{ range: Range; placeholder: string } | null>(
      log,
      "textDocument/prepareRename",
      null,
      async () => {
        const manifest = await session.manifest(textDocument.uri);
        const named = manifest ? targetsAt(session, manifest, position) : [];
        const [first] = named;
        if (!manifest || !first) return null;
        refusing(() => planRename(session, manifest.folder, named, undefined));
        return { range: rangeOf(manifest.lines, first.span), placeholder: first.target.name };
      },
    ),
  );
  connection.onRenameRequest(({ textDocument, position, newName }) =>
    runSafe<WorkspaceEdit | null>(log, "textDocument/rename", null, async () => {
      const manifest = await session.manifest(textDocument.uri);
      const named = manifest ? targetsAt(session, manifest, position) : [];
      if (!manifest || named.length === 0) return null;
      return refusing(() => planRename(session, manifest.folder, named, newName));
    }),
  );
}

function refusing<Result>(plan: () => Result): Result {
  try {
    return plan();
  } catch (error) {
    if (error instanceof RenameRefused) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    throw error;
  }
}
