import { commands, Disposable, l10n, window, workspace } from "vscode";
import type { Comparisons } from "../comparison";
import type { LiveDocuments } from "../live-documents";
import type { PostureNode } from "../views/posture/posture-node";
import type { PostureView } from "../views/posture-view";
import { compareWithCluster } from "./drift-compare";
import { readAksFile } from "./posture-aks-file";
import { openPostureManifest, showPostureFixes } from "./posture-declaration";
import { openPostureRow } from "./posture-open";
import { triageWorkload } from "./triage-workload";

/** What the commands work with. */
export interface PostureCommands {
  readonly view: PostureView;
  readonly documents: LiveDocuments;
  readonly comparisons: Comparisons;
}

/** Commands about a live cluster beyond single permissions, by id, with what menus, keybindings and rows hand over. */
const COMMANDS: Readonly<Record<string, (context: PostureCommands, target?: unknown) => unknown>> = {
  "rampart.triageWorkload": triageWorkload,
  "rampart.compareWithCluster": (context, row) => compareWithCluster(context, row as PostureNode | undefined),
  // Only rows of the tree are handed over: these are in no palette.
  "rampart.posture.refresh": ({ view }, row) => view.refresh(row as PostureNode | undefined),
  "rampart.posture.open": (context, row) => openPostureRow(context, row as PostureNode | undefined),
  "rampart.posture.openManifest": (context, row) =>
    openPostureManifest(context, row as PostureNode | undefined),
  "rampart.posture.quickFix": (context, row) => showPostureFixes(context, row as PostureNode | undefined),
  "rampart.posture.aksFile": (context, row) => readAksFile(context, row as PostureNode | undefined),
};

/** Registers them. Menus hide them in a workspace that is not trusted; here they are refused as well. */
export function registerPostureCommands(context: PostureCommands): Disposable {
  return Disposable.from(
    ...Object.entries(COMMANDS).map(([id, run]) =>
      commands.registerCommand(id, (target?: unknown) => {
        if (workspace.isTrusted) return run(context, target);
        void window.showWarningMessage(l10n.t("Rampart asks a cluster only in a trusted workspace."));
        return undefined;
      }),
    ),
  );
}
