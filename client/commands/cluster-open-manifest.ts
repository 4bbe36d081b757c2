import { commands, l10n, type SymbolInformation, window } from "vscode";
import { startOrTell } from "../start-or-tell";
import type { ClusterView } from "../views/cluster-view";
import type { ClusterNode, RbacName } from "../views/node";

/** `Rampart: Open Its Manifest`: where the role, else the binding, of a row is declared in the workspace. */
export async function openManifest({ services }: ClusterView, node?: ClusterNode): Promise<void> {
  if (!node?.grant) return;
  // The server knows every resource of the workspace by name.
  if (!(await startOrTell(services))) return;
  const { role, binding } = node.grant;
  const found = [...(await declarationsOf(role)), ...(await declarationsOf(binding))];
  if (found.length === 0) {
    void window.showInformationMessage(
      l10n.t(
        "No manifest of this workspace declares {0} or {1}.",
        `${role.kind} ${role.name}`,
        `${binding.kind} ${binding.name}`,
      ),
    );
    return;
  }
  const picks = found.map((symbol) => ({ label: symbol.name, description: symbol.containerName, symbol }));
  const chosen =
    picks.length === 1
      ? picks[0]
      : await window.showQuickPick(picks, { title: l10n.t("Open which manifest?") });
  if (!chosen) return;
  const { uri, range } = chosen.symbol.location;
  await window.showTextDocument(uri, { selection: range, preview: true });
}

async function declarationsOf({ kind, name, namespace }: RbacName): Promise<SymbolInformation[]> {
  const symbols = await commands.executeCommand<SymbolInformation[]>(
    "vscode.executeWorkspaceSymbolProvider",
    `${kind} ${name}`,
  );
  // A manifest without a namespace goes to whichever it is applied in.
  const containers = new Set([kind, ...(namespace === undefined ? [] : [`${kind} in ${namespace}`])]);
  return symbols.filter((symbol) => symbol.name === name && containers.has(symbol.containerName));
}
