import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Cluster, Identity, Problem, Subject } from "../../cluster";
import { type NamespaceNode, namespaceNode } from "./namespace-node";
import type { ClusterNode } from "./node";
import { problemNode } from "./problem-node";
import { remember } from "./remembered";
import { idPart, type Tree } from "./tree";

/** Who is asked about, on which cluster. */
export interface IdentityOptions {
  readonly tree: Tree;
  readonly cluster: Cluster;
  readonly parent: ClusterNode;
  readonly subject: Subject;
  /** The user of the context as the cluster knows them; for `me`. */
  readonly identity?: Identity;
}

/** A row for a person or a service account. */
export interface IdentityNode extends ClusterNode {
  readonly subject: Subject;
  /** Shows a namespace that the list lacks. */
  addNamespace(namespace: string): void;
}

/** One identity; its rows are the cluster as a whole and its namespaces. */
export function identityNode({ tree, cluster, parent, subject, identity }: IdentityOptions): IdentityNode {
  const isMe = subject.kind === "me";
  const account = isMe ? "" : `${subject.namespace}/${subject.name}`;
  const id = `${parent.id}/${isMe ? "me" : `account/${idPart(account)}`}`;
  const added = new Set<string>();
  const rows = remember(() =>
    load().catch((error: unknown): readonly ClusterNode[] => [
      problemNode(node, tree.module.problemOf(error)),
    ]),
  );

  async function load(): Promise<readonly ClusterNode[]> {
    return await tree.activity.track(async (signal) => {
      const missing = isMe
        ? undefined
        : await cluster.serviceAccountProblem(subject.namespace, subject.name, signal);
      if (missing && missing.kind !== "forbidden") return [problemNode(node, missing)];
      const listed = await cluster.namespaces(signal).then(
        (namespaces) => ({ namespaces, problems: [] as Problem[] }),
        (error: unknown) => ({ namespaces: [] as string[], problems: [tree.module.problemOf(error)] }),
      );
      const first = isMe ? cluster.context.namespace : subject.namespace;
      const names = new Set([...added, first, ...[...listed.namespaces].sort()]);
      // A namespace that the context names need not exist; where the list is known, it decides.
      if (listed.problems.length === 0 && !listed.namespaces.includes(first) && !added.has(first)) {
        names.delete(first);
      }
      return [
        ...["", ...names].map((namespace) => rowFor(namespace)),
        ...listed.problems.map((problem) => problemNode(node, problem)),
      ];
    });
  }

  function rowFor(namespace: string): NamespaceNode {
    return namespaceNode({ tree, cluster, parent: node, subject, namespace });
  }

  const node: IdentityNode = {
    id,
    parent,
    subject,
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
      const label = isMe ? (identity?.user ?? l10n.t("me")) : account;
      const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
      item.id = id;
      item.description = isMe ? l10n.t("me") : l10n.t("service account");
      item.iconPath = new ThemeIcon(isMe ? "account" : "robot");
      item.contextValue = isMe ? "identity.me" : "identity.serviceAccount";
      item.tooltip =
        identity && identity.groups.length > 0 ? l10n.t("Groups: {0}", identity.groups.join(", ")) : label;
      item.accessibilityInformation = {
        label: isMe ? l10n.t("Me: {0}", label) : l10n.t("Service account {0}", label),
      };
      return item;
    },
  };
  return node;
}
