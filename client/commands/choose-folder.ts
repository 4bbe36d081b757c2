import { l10n, type WorkspaceFolder, window, workspace } from "vscode";

/** The folder of the workspace that is on disk; the user chooses where there are several. */
export async function chooseFolder(title: string): Promise<WorkspaceFolder | undefined> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  if (folders.length === 0) {
    void window.showInformationMessage(l10n.t("Open a folder with manifests first."));
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  const picks = folders.map((folder) => ({ label: folder.name, description: folder.uri.fsPath, folder }));
  return (await window.showQuickPick(picks, { title, placeHolder: l10n.t("Which folder?") }))?.folder;
}
