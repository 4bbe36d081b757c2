import { l10n } from "vscode";
import type { PostureNode } from "../views/posture/posture-node";
import { choosePostureContext } from "./posture-context";
import type { PostureCommands } from "./posture-registry";

/** `Rampart: Compare with Cluster…`: what differs between the manifests of the workspace and what runs. */
export async function compareWithCluster({ view }: PostureCommands, node?: PostureNode): Promise<void> {
  const context = await choosePostureContext(view, l10n.t("Compare with Cluster: which context?"), node);
  if (!context) return;
  context.drift.refresh();
  await view.view.reveal(context.drift, { select: true, focus: true, expand: true });
}
