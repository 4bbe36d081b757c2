import { l10n, window, workspace } from "vscode";
import type { PostureNode } from "../views/posture/posture-node";
import { choosePostureContext } from "./posture-context";
import type { PostureCommands } from "./posture-registry";

/** `Rampart: Read AKS Description from File…`: judges the output of `az aks show -o json` with the posture of a context. */
export async function readAksFile({ view }: PostureCommands, node?: PostureNode): Promise<void> {
  const context = await choosePostureContext(view, l10n.t("AKS Description: of which context?"), node);
  if (!context) return;
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t("The output of az aks show -o json"),
      filters: { JSON: ["json"] },
    })) ?? [];
  if (!uri) return;
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    context.posture.takeAks(view.connections.live().aksPosture(JSON.parse(text)));
  } catch {
    void window.showErrorMessage(l10n.t("This is not the output of az aks show -o json."));
    return;
  }
  await view.view.reveal(context.posture, { select: true, focus: true, expand: true });
}
