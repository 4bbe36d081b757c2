import type { WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../../engine/yaml/text-edit";
import type { OpenManifest } from "../open-manifests";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";

/** Edits of one version of a document, in the form that the client understands. */
export function workspaceEdit(
  { client }: Session,
  { uri, version, lines }: OpenManifest,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const textEdits = edits.map((edit) => ({ range: rangeOf(lines, edit), newText: edit.newText }));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}
