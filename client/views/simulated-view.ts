import { commands, Disposable, EventEmitter, type TreeDataProvider, window, workspace } from "vscode";
import type { Services } from "../services";
import { remember } from "./remembered";
import { createAsk } from "./simulated/ask";
import type { Row } from "./simulated/row";
import { scopeRow } from "./simulated/scope-row";

/** The tree of the simulated cluster, as far as commands need it. */
export interface SimulatedView extends Disposable {
  /** Works everything out again that is shown. */
  refresh(): void;
}

/** Why the view is empty; each has a welcome text in package.json. */
type State = "ready" | "noFolder" | "empty" | "failed";

/**
 * Shows the view `rampart.simulated`: the manifests of the workspace as the cluster that they would make. Nothing is
 * asked before it is visible, and each level only when it is expanded. It contacts no cluster, so it needs no trust.
 */
export function showSimulatedView(services: Services): SimulatedView {
  const ask = createAsk(services);
  const changed = new EventEmitter<Row | undefined>();
  const followed = new WeakSet<object>();

  async function loadRoots(): Promise<readonly Row[]> {
    if (!workspace.workspaceFolders?.length) return become("noFolder", []);
    try {
      const scopes = await ask("scopes", undefined);
      const rows = scopes.map((scope) => scopeRow(ask, scope, scopes.length === 1));
      return become(rows.length > 0 ? "ready" : "empty", rows);
    } catch (error) {
      services.output.warn(String(error));
      return become("failed", []);
    }
  }

  function become(state: State, rows: readonly Row[]): readonly Row[] {
    void commands.executeCommand("setContext", "rampart.simulated.state", state);
    return rows;
  }

  const roots = remember(loadRoots);
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (row) => row.item(),
    getParent: (row) => row.parent,
    getChildren: async (row) => [...(row ? ((await row.children?.()) ?? []) : await roots.get())],
  };
  const view = window.createTreeView("rampart.simulated", { treeDataProvider: provider });

  function refresh(): void {
    roots.forget();
    changed.fire(undefined);
  }

  /** Shows anew what a server says has changed, and what another server than before knows. */
  async function follow(): Promise<void> {
    const client = await services.server.start().catch(() => undefined);
    if (!client || followed.has(client)) return;
    followed.add(client);
    client.onNotification("rampart/simulated/changed", refresh);
    if (roots.value !== undefined) refresh();
  }

  const subscriptions = Disposable.from(
    view,
    changed,
    workspace.onDidChangeWorkspaceFolders(refresh),
    services.server.onDidChangeState((state) => {
      if (state === "running") void follow();
    }),
  );
  return { refresh, dispose: () => subscriptions.dispose() };
}
