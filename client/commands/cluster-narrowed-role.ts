import { l10n } from "vscode";
import type { ClusterView } from "../views/cluster-view";
import { contextOf } from "../views/context-of";
import type { ClusterNode } from "../views/node";

/** `Rampart: Open Narrowed Role`: the role as it is beside one that gives no Secrets; never applied. */
export async function openNarrowedRole(view: ClusterView, node?: ClusterNode): Promise<void> {
  if (!node?.secretRead) return;
  const { read, from } = node.secretRead;
  const texts = view.module().narrowedRoleTexts(from.access, from.facts, read);
  if (!texts) return;
  const { kind, name, namespace = "" } = read.role;
  const title = l10n.t("{0} {1}: in the cluster ↔ narrowed", kind, name);
  await view.roleDiffs.show([contextOf(node).context.name, kind, namespace, name], title, texts);
}
