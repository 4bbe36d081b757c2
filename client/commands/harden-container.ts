import { type CodeAction, CodeActionKind, l10n, type Range, type Uri, window } from "vscode";
import { HARDEN_CONTAINER_TITLE } from "../../engine/fixes/harden-container";
import { applyCodeAction, codeActions } from "../code-actions";
import { findingsOf } from "../findings";
import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";
import { activeManifest } from "./active-manifest";

/**
 * `Rampart: Harden Container`: hardens the container at the cursor; where the cursor is in none that can be hardened,
 * the user chooses among those of the file.
 */
export async function hardenContainer(services: Services): Promise<void> {
  const editor = activeManifest();
  if (!editor || !(await startOrTell(services))) return;
  const { document, selection } = editor;
  const here = await hardenings(document.uri, selection);
  const action = here[0] ?? (await choose(await everywhere(document.uri)));
  if (action) await applyCodeAction(action);
  else if (action === undefined)
    void window.showInformationMessage(l10n.t("There is no container in this file that can be hardened."));
}

/** The actions that harden a container at a range. */
async function hardenings(uri: Uri, range: Range): Promise<CodeAction[]> {
  const actions = await codeActions(uri, range, CodeActionKind.QuickFix);
  return actions.filter(({ title }) => title.startsWith(HARDEN_CONTAINER_TITLE));
}

async function everywhere(uri: Uri): Promise<CodeAction[]> {
  const byTitle = new Map<string, CodeAction>();
  for (const { range } of findingsOf(uri)) {
    for (const action of await hardenings(uri, range)) byTitle.set(action.title, action);
  }
  return [...byTitle.values()];
}

/** Resolves with `undefined` where there is nothing to choose, with `null` where the user chose nothing. */
async function choose(actions: readonly CodeAction[]): Promise<CodeAction | null | undefined> {
  if (actions.length <= 1) return actions[0];
  const picks = actions.map((action) => ({ label: action.title, action }));
  const chosen = await window.showQuickPick(picks, { title: l10n.t("Which container?") });
  return chosen?.action ?? null;
}
