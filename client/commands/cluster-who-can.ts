import { l10n, window } from "vscode";
import type { ClusterView } from "../views/cluster-view";
import type { ContextNode } from "../views/context-node";
import { chooseContext, chooseNamespace, chooseResource, VERBS } from "./cluster-choose";

/** `Rampart: Who Can…`: shows in the tree who may do something, and which bindings give it. Asks no review. */
export async function whoCan(view: ClusterView, node?: ContextNode): Promise<void> {
  const context = node ?? (await chooseContext(view, l10n.t("Who Can: which context?")));
  if (!context || !(await context.mayAsk())) return;
  const { cluster } = context;
  const verb = await window.showQuickPick(VERBS, { title: l10n.t("Who Can: which verb?") });
  if (verb === undefined) return;
  const resource = await chooseResource(view, cluster, l10n.t("Who Can: which resource?"));
  if (!resource) return;
  const namespace = resource.namespaced
    ? await chooseNamespace(view, cluster, l10n.t("Who Can: which namespace?"))
    : "";
  if (namespace === undefined) return;
  const { name, subresource } = resource;
  const row = await context.addWhoCan({
    verb,
    resource: name,
    namespace,
    ...(subresource === undefined ? {} : { subresource }),
  });
  await view.view.reveal(row, { expand: true, focus: true, select: true });
}
