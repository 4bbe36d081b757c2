import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { AccessReader, Identity, Problem } from "../../cluster";
import type { Connection } from "../cluster/connections";
import { rightsNode } from "./access/rights-node";
import { type NamespaceNode, namespaceNode } from "./namespace-node";
import type { ClusterNode } from "./node";
import { problemNode } from "./problem-node";
import { remember } from "./remembered";
import type { Tree } from "./tree";

/** The user of a context, on its cluster. */
export interface IdentityOptions {
  readonly tree: Tree;
  readonly connection: Connection;
  readonly reader: AccessReader;
  readonly parent: ClusterNode;
  /** The user as the cluster knows them. */
  readonly identity: Identity;
}

/** A row for the user of a context. */
export interface IdentityNode extends ClusterNode {
  /** Shows a namespace that the list lacks. */
  addNamespace(namespace: string): void;
}

/**
 * The user; their rows are the cluster as a whole and its namespaces, about which the cluster itself is asked, and what
 * the listed roles give them.
 */
export function identityNode({ tree, connection, reader, parent, identity }: IdentityOptions): IdentityNode {
  const { cluster } = connection;
  const { user, groups } = identity;
  const id = `${parent.id}/me`;
  const added = new Set<string>();
  const rows = remember(() =>
    load().catch((error: unknown): readonly ClusterNode[] => [
      problemNode(node, tree.module.problemOf(error)),
    ]),
  );

  async function load(): Promise<readonly ClusterNode[]> {
    return await tree.activity.track(async (signal) => {
      const listed = await cluster.namespaces(signal).then(
        (namespaces) => ({ namespaces, problems: [] as Problem[] }),
        (error: unknown) => ({ namespaces: [] as string[], problems: [tree.module.problemOf(error)] }),
      );
      const first = cluster.context.namespace;
      const names = new Set([...added, first, ...[...listed.namespaces].sort()]);
      // A namespace that the context names need not exist; where the list is known, it decides.
      if (listed.problems.length === 0 && !listed.namespaces.includes(first) && !added.has(first)) {
        names.delete(first);
      }
      return [
        ...["", ...names].map((namespace) => rowFor(namespace)),
        ...listed.problems.map((problem) => problemNode(node, problem)),
        ...(user === undefined
          ? []
          : [rightsNode({ tree, reader, parent: node, subject: { kind: "User", name: user, groups } })]),
      ];
    });
  }

  function rowFor(namespace: string): NamespaceNode {
    return namespaceNode({ tree, cluster, parent: node, subject: { kind: "me" }, namespace });
  }

  const node: IdentityNode = {
    id,
    parent,
    request: { type: "who-am-i" },
    children: rows.get,
    refresh() {
      rows.forget();
      tree.changed(node);
    },
    questions: () => (rows.value ?? []).reduce((sum, row) => sum + row.questions(), 0),
    addNamespace(namespace) {
      added.add(namespace);
      node.refresh();
    },
    item() {
      const label = user ?? l10n.t("me");
      const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
      item.id = id;
      item.description = l10n.t("me");
      item.iconPath = new ThemeIcon("account");
      item.contextValue = "identity";
      item.tooltip = groups.length > 0 ? l10n.t("Groups: {0}", groups.join(", ")) : label;
      item.accessibilityInformation = { label: l10n.t("Me: {0}", label) };
      return item;
    },
  };
  return node;
}
