import {
  commands,
  Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeView,
  window,
  workspace,
} from "vscode";
import type { Connections } from "../cluster/connections";
import type { Services } from "../services";
import type { Activity } from "./activity";
import { type AskLive, createAskLive } from "./posture/ask-live";
import { type PostureContext, postureContext } from "./posture/context-row";
import type { PostureNode } from "./posture/posture-node";
import type { PostureTree } from "./posture/posture-tree";
import { remember } from "./remembered";

/** The tree of what is known of clusters beyond single permissions, and what commands need of it. */
export interface PostureView extends Disposable {
  readonly view: TreeView<PostureNode>;
  readonly connections: Connections;
  readonly activity: Activity;
  readonly ask: AskLive;
  /** The rows of the root; empty where the welcome text says why. */
  contexts(): Promise<readonly PostureContext[]>;
  /** Reads again what a row, or everything, shows. */
  refresh(node?: PostureNode): void;
}

/** Why the view is empty; each has a welcome text in package.json. */
type State = "ready" | "none";

/** Shows the view `rampart.posture`. Nothing is loaded, read or run before it is opened in a trusted workspace. */
export function showPostureView(
  services: Services,
  connections: Connections,
  activity: Activity,
): PostureView {
  const { output } = services;
  const changed = new EventEmitter<PostureNode | undefined>();
  const ask = createAskLive(services);
  const tree: PostureTree = {
    connections,
    activity,
    output,
    ask,
    changed: (node) => changed.fire(node),
  };

  function become(state: State): void {
    void commands.executeCommand("setContext", "rampart.posture.state", state);
  }

  async function loadRoots(): Promise<readonly PostureContext[]> {
    if (!workspace.isTrusted) return [];
    try {
      const source = await connections.source();
      if ("problem" in source) {
        output.info(`${source.problem.kind}: ${source.problem.message}`);
        become("none");
        return [];
      }
      become("ready");
      return source.contexts.map((context) =>
        postureContext(tree, connections.of(context), context.name === source.currentContext),
      );
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      become("none");
      return [];
    }
  }

  const roots = remember(loadRoots);
  const provider: TreeDataProvider<PostureNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => node.item(),
    getParent: (node) => node.parent,
    getChildren: async (node) => [...((await (node ? node.children?.() : roots.get())) ?? [])],
  };
  const view = window.createTreeView("rampart.posture", { treeDataProvider: provider });
  const forget = () => {
    roots.forget();
    changed.fire(undefined);
  };
  const subscriptions = Disposable.from(
    view,
    changed,
    connections.follow(view),
    connections.onDidReset(forget),
    workspace.onDidGrantWorkspaceTrust(forget),
  );
  return {
    view,
    connections,
    activity,
    ask,
    contexts: roots.get,
    refresh(node) {
      if (node) node.refresh();
      else connections.reset();
    },
    dispose: () => subscriptions.dispose(),
  };
}
