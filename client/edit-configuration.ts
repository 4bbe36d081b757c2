import { window, workspace } from "vscode";
import type { BaseLanguageClient, WorkspaceEdit } from "vscode-languageclient";

/** An edit of a configuration as the server plans it, and the configuration's address. */
export interface PlannedEdit {
  readonly edit: WorkspaceEdit;
  readonly configuration: string;
}

/**
 * Applies an edit to a configuration, saves it, since until then the configuration is what is on disk, and shows it.
 * Resolves with whether the edit was accepted.
 */
export async function editConfiguration(
  client: BaseLanguageClient,
  { edit, configuration }: PlannedEdit,
): Promise<boolean> {
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (!(await workspace.applyEdit(converted))) return false;
  const document = await workspace.openTextDocument(client.protocol2CodeConverter.asUri(configuration));
  await document.save();
  await window.showTextDocument(document, { preview: false });
  return true;
}
