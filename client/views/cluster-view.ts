import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeView,
  window,
  workspace,
} from "vscode";
import type * as ClusterModule from "../../cluster";
import type { Problem, ProblemKind } from "../../cluster";
import type { Connections } from "../cluster/connections";
import { createRoleDiffs, type RoleDiffs } from "../cluster/role-diffs";
import type { Services } from "../services";
import { type Activity, createActivity } from "./activity";
import { type ContextNode, contextNode } from "./context-node";
import type { ClusterNode } from "./node";
import { remember } from "./remembered";
import type { Tree } from "./tree";

/** The tree of clusters, and what the commands need of it. */
export interface ClusterView extends Disposable {
  readonly services: Services;
  readonly activity: Activity;
  readonly roleDiffs: RoleDiffs;
  readonly view: TreeView<ClusterNode>;
  /** The bundle that asks clusters, loaded if it is not yet. */
  module(): typeof ClusterModule;
  /** The rows of the root; empty where the welcome text says why. */
  contexts(): Promise<readonly ContextNode[]>;
  /** Asks again what a row, or everything, has learnt. Asks first where that is much. */
  refresh(node?: ClusterNode): Promise<void>;
}

/** Why the whole view is empty, by the problem; each has a welcome text in package.json. */
const STATES: Readonly<Partial<Record<ProblemKind, string>>> = {
  "no-kubectl": "noKubectl",
  "no-kubeconfig": "noKubeconfig",
  "unreadable-kubeconfig": "unreadableKubeconfig",
  "no-contexts": "noContexts",
  unreachable: "unreachable",
  timeout: "unreachable",
  "login-expired": "loginExpired",
  forbidden: "forbidden",
  "bad-certificate": "badCertificate",
  "credential-plugin": "credentialPlugin",
};

/** So many questions are asked again without asking the user. */
const MANY_QUESTIONS = 200;

/** Shows the view `rampart.cluster`. Nothing is loaded, read or run before it is opened in a trusted workspace. */
export function showClusterView(services: Services, connections: Connections): ClusterView {
  const { output } = services;
  const roleDiffs = createRoleDiffs();
  const activity = createActivity();
  const changed = new EventEmitter<ClusterNode | undefined>();
  /** Why the only context could not be asked: the welcome text tells it in place of the tree. */
  let onlyProblem: Problem | undefined;

  const setState = (problem: Problem | undefined) => {
    const state = problem ? (STATES[problem.kind] ?? "ready") : "ready";
    void commands.executeCommand("setContext", "rampart.cluster.state", state);
    return state !== "ready";
  };

  async function loadRoots(): Promise<readonly ContextNode[]> {
    if (!workspace.isTrusted) return [];
    const source = await connections.source();
    if ("problem" in source) {
      output.info(`${source.problem.kind}: ${source.problem.message}`);
      setState(source.problem);
      return [];
    }
    for (const problem of source.problems) output.warn(problem);
    setState(undefined);
    const tree: Tree = {
      module: connections.module(),
      activity,
      output,
      changed: (node) => changed.fire(node),
    };
    const isOnly = source.contexts.length === 1;
    return source.contexts.map((each) =>
      contextNode({
        tree,
        connection: connections.of(each),
        isCurrent: each.name === source.currentContext,
        settled: (problem) => {
          if (isOnly) settleOnly(problem);
        },
      }),
    );
  }

  function settleOnly(problem: Problem | undefined): void {
    const isHidden = setState(problem);
    onlyProblem = isHidden ? problem : undefined;
    if (isHidden) changed.fire(undefined);
  }

  const roots = remember(() =>
    loadRoots().catch((error: unknown) => {
      output.error(error instanceof Error ? error : String(error));
      return [];
    }),
  );
  const provider: TreeDataProvider<ClusterNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => node.item(),
    getParent: (node) => node.parent,
    async getChildren(node) {
      if (node) return [...((await node.children?.()) ?? [])];
      return onlyProblem ? [] : [...(await roots.get())];
    },
  };
  const view = window.createTreeView("rampart.cluster", { treeDataProvider: provider });

  async function refresh(node?: ClusterNode): Promise<void> {
    const questions = (node ? [node] : (roots.value ?? [])).reduce((sum, each) => sum + each.questions(), 0);
    if (questions > MANY_QUESTIONS && !(await confirm(questions))) return;
    if (node) {
      node.refresh();
      return;
    }
    activity.cancelAll();
    connections.reset();
  }

  const subscriptions = Disposable.from(
    view,
    changed,
    roleDiffs,
    connections.follow(view),
    connections.onDidReset(() => {
      onlyProblem = undefined;
      roots.forget();
      changed.fire(undefined);
    }),
    new Disposable(() => activity.cancelAll()),
    workspace.onDidGrantWorkspaceTrust(() => void refresh()),
    workspace.onDidChangeConfiguration((event) => {
      if (["rampart.kubectlPath", "rampart.kubeconfig"].some((name) => event.affectsConfiguration(name)))
        void refresh();
    }),
  );
  return {
    services,
    activity,
    roleDiffs,
    view,
    module: connections.module,
    contexts: roots.get,
    refresh,
    dispose: () => subscriptions.dispose(),
  };
}

async function confirm(questions: number): Promise<boolean> {
  const ask = l10n.t("Ask Again");
  const message = l10n.t("This asks the cluster {0} questions again.", questions);
  return (await window.showWarningMessage(message, { modal: true }, ask)) === ask;
}
