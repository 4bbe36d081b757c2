import { commands, Disposable, l10n, window, workspace } from "vscode";
import type { ClusterView } from "../views/cluster-view";
import { checkAccess } from "./check-access";
import { addNamespace } from "./cluster-add-namespace";
import { askAs } from "./cluster-ask-as";
import { cancelQuestions } from "./cluster-cancel";
import { copyCommand } from "./cluster-copy-command";
import { refreshCluster } from "./cluster-refresh";
import { removeIdentity } from "./cluster-remove-identity";

/** Commands of the cluster view, by id. VS Code hands over the row they are called on, if any. */
const COMMANDS: Readonly<Record<string, (view: ClusterView, row?: never) => unknown>> = {
  "rampart.checkAccess": checkAccess,
  "rampart.cluster.refresh": refreshCluster,
  "rampart.cluster.cancel": cancelQuestions,
  "rampart.cluster.copyCommand": copyCommand,
  "rampart.cluster.askAs": askAs,
  "rampart.cluster.removeIdentity": removeIdentity,
  "rampart.cluster.addNamespace": addNamespace,
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
