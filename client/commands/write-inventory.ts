import { l10n, type Uri, window, workspace } from "vscode";
import { editConfiguration, type PlannedEdit } from "../edit-configuration";
import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";
import { chooseFolder } from "./choose-folder";

/** What is written, as the server's code action says it: one host, one of its paths, or all. */
interface Target {
  readonly uri: string;
  readonly host?: string;
  readonly path?: string;
}

/**
 * `Rampart: Write the Inventory from What Exists`: adds to the `ingress` of `.rampart.yaml` the hosts and paths that
 * the manifests expose.
 *
 * @param target from a code action; otherwise the open configuration or a folder of the workspace is meant
 */
export async function writeInventory(services: Services, target?: unknown): Promise<void> {
  const client = await startOrTell(services);
  if (!client) return;
  const asked = isTarget(target)
    ? target
    : await wholeInventory((uri) => client.code2ProtocolConverter.asUri(uri));
  if (!asked) return;
  const planned = await client.sendRequest<
    (Partial<Pick<PlannedEdit, "edit">> & Pick<PlannedEdit, "configuration">) | null
  >("rampart/ingressInventory", asked);
  if (planned && !planned.edit) {
    void window.showInformationMessage(
      l10n.t("The inventory in .rampart.yaml holds every host and path that the manifests expose."),
    );
    return;
  }
  if (!planned?.edit || !(await editConfiguration(client, { ...planned, edit: planned.edit })))
    void window.showErrorMessage(
      l10n.t("The inventory could not be written: .rampart.yaml cannot be edited as it is now."),
    );
}

async function wholeInventory(asUri: (uri: Uri) => string): Promise<Target | undefined> {
  const active = window.activeTextEditor?.document.uri;
  if (active && /[/\\]\.rampart\.ya?ml$/.test(active.path) && workspace.getWorkspaceFolder(active))
    return { uri: asUri(active) };
  const folder = await chooseFolder(l10n.t("Write the Inventory"));
  return folder && { uri: asUri(folder.uri) };
}

function isTarget(target: unknown): target is Target {
  return typeof target === "object" && target !== null && "uri" in target && typeof target.uri === "string";
}
