import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
  window,
} from "vscode";
import { DOCUMENT_SELECTOR, isSelected } from "./document-selector";
import { findingsOf } from "./findings";
import type { ServerState } from "./language-server";
import type { Services } from "./services";

/** One status item for the active manifest: whether the server runs, and how many findings there are. */
export function showLanguageStatus({ server }: Services): Disposable {
  const item = languages.createLanguageStatusItem("rampart.status", [...DOCUMENT_SELECTOR]);
  item.name = "Rampart";
  const update = () => describe(item, server.state, window.activeTextEditor?.document);
  update();
  return Disposable.from(
    item,
    server.onDidChangeState(update),
    languages.onDidChangeDiagnostics(update),
    window.onDidChangeActiveTextEditor(update),
  );
}

function describe(item: LanguageStatusItem, state: ServerState, document: TextDocument | undefined): void {
  item.busy = state === "starting";
  item.severity = state === "failed" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.detail = "Rampart";
  item.text = textFor(state, document);
  item.command =
    state === "failed"
      ? { command: "rampart.restartServer", title: l10n.t("Restart Server") }
      : { command: "rampart.showOutput", title: l10n.t("Show Output") };
}

function textFor(state: ServerState, document: TextDocument | undefined): string {
  if (state === "failed") return l10n.t("The language server has failed");
  if (state === "starting") return l10n.t("Starting");
  if (state === "stopped") return l10n.t("Not running");
  const count = document && isSelected(document) ? findingsOf(document.uri).length : 0;
  if (count === 0) return l10n.t("No findings");
  return count === 1 ? l10n.t("1 finding") : l10n.t("{0} findings", count);
}
