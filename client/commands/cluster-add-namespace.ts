import { l10n, window } from "vscode";
import type { ClusterView } from "../views/cluster-view";
import type { IdentityNode } from "../views/identity-node";

/** `Rampart: Ask in a Namespace…`: shows a namespace that cannot be listed. */
export async function addNamespace(view: ClusterView, node?: IdentityNode): Promise<void> {
  if (!node) return;
  const namespace = await window.showInputBox({
    title: l10n.t("Ask in a Namespace"),
    prompt: l10n.t("Name of the namespace"),
    validateInput: (text) =>
      view.module().isNamespace(text) ? undefined : l10n.t("lower-case letters, digits and -"),
  });
  if (namespace !== undefined) node.addNamespace(namespace);
}
