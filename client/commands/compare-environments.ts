import { l10n, window } from "vscode";
import { startOrTell } from "../start-or-tell";
import { chooseFolder } from "./choose-folder";
import { type CompareContext, compare } from "./compare";

/** `Rampart: Compare Environments…`: how two environments of `.rampart.yaml` differ in posture, as they are saved. */
export async function compareEnvironments(context: CompareContext): Promise<void> {
  const title = l10n.t("Compare Environments");
  const folder = await chooseFolder(title);
  const client = folder && (await startOrTell(context.services));
  if (!folder || !client) return;
  const uri = client.code2ProtocolConverter.asUri(folder.uri);
  const names = await client.sendRequest<string[]>("rampart/compare/environmentNames", { folder: uri });
  if (names.length < 2) {
    void window.showInformationMessage(
      l10n.t("Rampart knows no two environments here: name them under environments in .rampart.yaml."),
    );
    return;
  }
  const left = await window.showQuickPick(names, {
    title,
    placeHolder: l10n.t("The looser environment, such as dev"),
  });
  if (left === undefined) return;
  const right = await window.showQuickPick(
    names.filter((name) => name !== left),
    { title, placeHolder: l10n.t("The stricter environment, such as prod") },
  );
  if (right === undefined) return;
  await compare(context, {
    folder,
    method: "environments",
    params: { left, right },
    name: `${left}-and-${right}`,
  });
}
