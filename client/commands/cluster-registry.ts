import { commands, Disposable, l10n, window, workspace } from "vscode";
import type { ClusterView } from "../views/cluster-view";
import { checkAccess } from "./check-access";
import { addNamespace } from "./cluster-add-namespace";
import { askAs } from "./cluster-ask-as";
import { cancelQuestions } from "./cluster-cancel";
import { confirmAccess } from "./cluster-confirm";
import { copyCommand } from "./cluster-copy-command";
import { openNarrowedRole } from "./cluster-narrowed-role";
import { openManifest } from "./cluster-open-manifest";
import { openMatrix } from "./cluster-open-matrix";
import { refreshCluster } from "./cluster-refresh";
import { removeIdentity } from "./cluster-remove-identity";
import { whoCan } from "./cluster-who-can";

/** Commands of the cluster view, by id. VS Code hands over the row they are called on, if any. */
const COMMANDS: Readonly<Record<string, (view: ClusterView, row?: never) => unknown>> = {
  "rampart.checkAccess": checkAccess,
  "rampart.cluster.refresh": refreshCluster,
  "rampart.cluster.cancel": cancelQuestions,
  "rampart.cluster.copyCommand": copyCommand,
  "rampart.cluster.askAs": askAs,
  "rampart.cluster.removeIdentity": removeIdentity,
  "rampart.cluster.addNamespace": addNamespace,
  "rampart.cluster.confirm": confirmAccess,
  "rampart.cluster.whoCan": whoCan,
  "rampart.cluster.openMatrix": openMatrix,
  "rampart.cluster.openManifest": openManifest,
  "rampart.cluster.openNarrowedRole": openNarrowedRole,
};

/** Registers them. Menus hide them in a workspace that is not trusted; here they are refused as well. */
export function registerClusterCommands(view: ClusterView): Disposable {
  return Disposable.from(
    ...Object.entries(COMMANDS).map(([id, run]) =>
      commands.registerCommand(id, (node?: unknown) => {
        if (workspace.isTrusted) return run(view, node as never);
        void window.showWarningMessage(l10n.t("Rampart asks a cluster only in a trusted workspace."));
        return undefined;
      }),
    ),
  );
}
