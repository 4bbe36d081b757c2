import * as vscode from "vscode";
import { eventually } from "../host/eventually";

/** Opens a file of the test workspace in an editor. @param name path below the workspace */
export async function openManifest(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the tests need a workspace");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  return await vscode.window.showTextDocument(document);
}

/** The findings of Rampart in a document: rule id → the text it is about, sorted. */
export function findings(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "rampart")
    .map(({ code, range }) => {
      const id = typeof code === "object" ? code.value : code;
      return `${id} @ ${range.start.line + 1}:${range.start.character + 1} ${document.getText(range)}`;
    })
    .sort();
}

/** Waits until the findings of a document satisfy. */
export async function findingsOnce(
  document: vscode.TextDocument,
  satisfy: (found: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return await eventually(() => findings(document), satisfy, `findings of ${document.fileName}`);
}

/** Forgets every change and closes every editor. */
export async function closeAll(): Promise<void> {
  for (let left = vscode.window.visibleTextEditors.length; left > 0; left--) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
