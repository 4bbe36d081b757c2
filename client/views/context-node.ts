import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Cluster, KubeContext, Problem, Subject } from "../../cluster";
import type { Connection } from "../cluster/connections";
import { type IdentityNode, identityNode } from "./identity-node";
import type { ClusterNode } from "./node";
import { problemNode } from "./problem-node";
import { remember } from "./remembered";
import { idPart, type Tree } from "./tree";

/** A context and what it takes to ask it. */
export interface ContextOptions {
  readonly tree: Tree;
  readonly connection: Connection;
  readonly isCurrent: boolean;
  /** Called with why the context could not be asked, or `undefined` once it could. */
  settled(problem: Problem | undefined): void;
}

/** A row for a context of the kubeconfig. Nothing is asked before it is expanded. */
export interface ContextNode extends ClusterNode {
  readonly cluster: Cluster;
  readonly context: KubeContext;
  mayAsk(): Promise<boolean>;
  /** Shows a service account beside the user. */
  addAccount(namespace: string, name: string): void;
  removeAccount(identity: IdentityNode): void;
}

/** One context; its rows are identities. */
export function contextNode({ tree, connection, isCurrent, settled }: ContextOptions): ContextNode {
  const { context, cluster } = connection;
  const id = `context/${idPart(context.name)}`;
  const isProduction = tree.module.looksLikeProduction(context);
  let accounts: Subject[] = [];
  const rows = remember(load);

  async function load(): Promise<readonly ClusterNode[]> {
    if (!(await connection.mayAsk())) {
      return [problemNode(node, { kind: "cancelled", message: l10n.t("Not asked") })];
    }
    try {
      const identity = await tree.activity.track((signal) => cluster.whoAmI(signal));
      settled(undefined);
      return [
        identityNode({ tree, cluster, parent: node, subject: { kind: "me" }, identity }),
        ...accounts.map((subject) => identityNode({ tree, cluster, parent: node, subject })),
      ];
    } catch (error) {
      const problem = tree.module.problemOf(error);
      settled(problem);
      return [problemNode(node, problem)];
    }
  }

  const node: ContextNode = {
    id,
    parent: undefined,
    cluster,
    context,
    mayAsk: connection.mayAsk,
    children: rows.get,
    refresh() {
      rows.forget();
      tree.changed(node);
    },
    questions: () => (rows.value ?? []).reduce((sum, row) => sum + row.questions(), 0),
    addAccount(namespace, name) {
      const subject = { kind: "service-account", namespace, name } as const;
      if (accounts.some((each) => isSame(each, subject))) return;
      accounts = [...accounts, subject];
      if (rows.value) rows.set([...rows.value, identityNode({ tree, cluster, parent: node, subject })]);
      tree.changed(node);
    },
    removeAccount(identity) {
      accounts = accounts.filter((each) => !isSame(each, identity.subject));
      if (rows.value) rows.set(rows.value.filter(({ id }) => id !== identity.id));
      tree.changed(node);
    },
    item() {
      const item = new TreeItem(context.name, TreeItemCollapsibleState.Collapsed);
      item.id = id;
      const marks = [
        ...(isProduction ? [l10n.t("production")] : []),
        ...(isCurrent ? [l10n.t("current")] : []),
      ];
      item.description = marks.join(", ");
      item.iconPath = isProduction
        ? new ThemeIcon("flame", new ThemeColor("list.warningForeground"))
        : new ThemeIcon("server-environment");
      item.contextValue = "context";
      item.tooltip = new MarkdownString().appendText(
        [context.server ?? l10n.t("no such cluster"), l10n.t("User: {0}", context.user), context.file].join(
          "\n",
        ),
      );
      item.accessibilityInformation = {
        label: [l10n.t("Context {0}", context.name), ...marks].join(", "),
      };
      return item;
    },
  };
  return node;
}

function isSame(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
}
