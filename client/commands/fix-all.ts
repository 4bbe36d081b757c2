import { CodeActionKind, l10n, Range, type TextDocument, window } from "vscode";
import { applyCodeAction, codeActions } from "../code-actions";
import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";
import { activeManifest } from "./active-manifest";

const FIX_ALL = CodeActionKind.SourceFixAll.append("rampart");

/** `Rampart: Fix All in File`: applies every safe fix of the active manifest. */
export async function fixAll(services: Services): Promise<void> {
  const editor = activeManifest();
  if (!editor || !(await startOrTell(services))) return;
  const [action] = await codeActions(editor.document.uri, wholeRange(editor.document), FIX_ALL);
  if (action) await applyCodeAction(action);
  else void window.showInformationMessage(l10n.t("There is nothing in this file that can be fixed safely."));
}

function wholeRange(document: TextDocument): Range {
  const last = document.lineAt(document.lineCount - 1);
  return new Range(0, 0, last.lineNumber, last.text.length);
}
