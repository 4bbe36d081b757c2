import { l10n, type TextEditor, window } from "vscode";
import { isSelected } from "../document-selector";

/** The active editor if it shows what the server judges; tells the user what to do otherwise. */
export function activeManifest(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  if (editor && isSelected(editor.document)) return editor;
  void window.showInformationMessage(l10n.t("Open a Kubernetes manifest first."));
  return undefined;
}
