import { l10n, type WorkspaceFolder, window } from "vscode";
import { startOrTell } from "../start-or-tell";
import { chooseFolder } from "./choose-folder";
import { type CompareContext, compare } from "./compare";

/**
 * `Rampart: Compare Environments…`: how two environments of `.rampart.yaml` differ in posture, as they are saved.
 *
 * @param looser an environment, for a keybinding; otherwise the user chooses both
 * @param stricter the other one
 */
export async function compareEnvironments(
  context: CompareContext,
  looser?: unknown,
  stricter?: unknown,
): Promise<void> {
  const title = l10n.t("Compare Environments");
  const folder = await chooseFolder(title);
  if (!folder) return;
  const chosen =
    typeof looser === "string" && typeof stricter === "string"
      ? { left: looser, right: stricter }
      : await chooseTwo(context, title, folder);
  if (!chosen) return;
  const name = `${chosen.left}-and-${chosen.right}`;
  await compare(context, { folder, method: "environments", params: chosen, name });
}

async function chooseTwo({ services }: CompareContext, title: string, folder: WorkspaceFolder) {
  const client = await startOrTell(services);
  if (!client) return undefined;
  const uri = client.code2ProtocolConverter.asUri(folder.uri);
  const names = await client.sendRequest<string[]>("rampart/compare/environmentNames", { folder: uri });
  if (names.length < 2) {
    void window.showInformationMessage(
      l10n.t("Rampart knows no two environments here: name them under environments in .rampart.yaml."),
    );
    return undefined;
  }
  const placeHolder = l10n.t("The looser environment, such as dev");
  const left = await window.showQuickPick(names, { title, placeHolder });
  if (left === undefined) return undefined;
  const others = names.filter((name) => name !== left);
  const right = await window.showQuickPick(others, {
    title,
    placeHolder: l10n.t("The stricter environment, such as prod"),
  });
  return right === undefined ? undefined : { left, right };
}
