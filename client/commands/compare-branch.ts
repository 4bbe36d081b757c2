import { l10n, type QuickPickItem, type Uri, window, workspace } from "vscode";
import { gitRevisions } from "../git-revisions";
import { chooseFolder } from "./choose-folder";
import { type CompareContext, compare } from "./compare";

/**
 * `Rampart: Compare with Branch…`: what the changes mean since the current branch left another one. It runs git, and
 * so only in a trusted workspace.
 *
 * @param revision the branch, tag or commit, for a keybinding; otherwise the user chooses
 */
export async function compareWithBranch(context: CompareContext, revision?: unknown): Promise<void> {
  const title = l10n.t("Compare with Branch");
  if (!workspace.isTrusted) {
    void window.showWarningMessage(l10n.t("Rampart runs git only in a trusted workspace."));
    return;
  }
  const folder = await chooseFolder(title);
  if (!folder) return;
  const ref = typeof revision === "string" ? revision : await chooseRevision(title, folder.uri);
  if (!ref) return;
  await compare(context, { folder, method: "branch", params: { ref }, name: `changes-since-${ref}` });
}

/** Lets the user choose a revision of a list, or write another one. */
async function chooseRevision(title: string, folder: Uri): Promise<string | undefined> {
  const pick = window.createQuickPick<QuickPickItem>();
  pick.title = title;
  pick.placeholder = l10n.t("A branch, tag or commit, such as origin/main");
  pick.busy = true;
  let known: readonly QuickPickItem[] = [];
  const show = () => {
    const written = pick.value.trim();
    const isNew = written !== "" && !known.some(({ label }) => label === written);
    pick.items = [...(isNew ? [{ label: written, alwaysShow: true }] : []), ...known];
  };
  pick.onDidChangeValue(show);
  void gitRevisions(folder).then((names) => {
    known = names.map((label) => ({ label }));
    pick.busy = false;
    show();
  });
  try {
    return await new Promise<string | undefined>((resolve) => {
      // Whoever types fast accepts before the list has followed.
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.label ?? pick.value.trim()));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
