import { l10n, window } from "vscode";
import type { PostureContext } from "../views/posture/context-row";
import type { PostureNode } from "../views/posture/posture-node";
import type { PostureView } from "../views/posture-view";

/** The context that a row belongs to, or that the user chooses; `undefined` where there is none. */
export async function choosePostureContext(
  view: PostureView,
  title: string,
  node?: PostureNode,
): Promise<PostureContext | undefined> {
  const contexts = await view.contexts();
  const own = contexts.find(({ connection }) => connection === node?.connection);
  if (own) return own;
  if (contexts.length === 0) {
    void window.showInformationMessage(
      l10n.t("There is no cluster to ask: the view Cluster Access says why."),
    );
    return undefined;
  }
  if (contexts.length === 1) return contexts[0];
  const picks = contexts.map((context) => ({ label: context.connection.context.name, context }));
  return (await window.showQuickPick(picks, { title }))?.context;
}
