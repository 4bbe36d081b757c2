import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Check, Cluster, Subject } from "../../cluster";
import { type CheckNode, checkNode } from "./check-node";
import type { ClusterNode } from "./node";
import { idPart, type Tree } from "./tree";

/** What the checks of a namespace are asked with. */
export interface NamespaceOptions {
  readonly tree: Tree;
  readonly cluster: Cluster;
  readonly parent: ClusterNode;
  readonly subject: Subject;
  /** Empty: the cluster as a whole. */
  readonly namespace: string;
}

/** A row for a namespace, or for the cluster as a whole; asks its checks when it is expanded. */
export interface NamespaceNode extends ClusterNode {
  readonly cluster: Cluster;
  readonly subject: Subject;
  readonly namespace: string;
  /** Adds a check of the user's own, if it is not there yet. */
  add(check: Check): void;
}

/** The permissions of one subject in one namespace. */
export function namespaceNode({
  tree,
  cluster,
  parent,
  subject,
  namespace,
}: NamespaceOptions): NamespaceNode {
  const isWhole = namespace === "";
  const id = `${parent.id}/${isWhole ? "cluster" : `namespace/${idPart(namespace)}`}`;
  const own: Check[] = [];
  let checks: readonly CheckNode[] | undefined;

  function makeChecks(): readonly CheckNode[] {
    const { CLUSTER_CHECKS, NAMESPACE_CHECKS } = tree.module;
    const all = [...own, ...(isWhole ? CLUSTER_CHECKS : NAMESPACE_CHECKS)];
    return all.map((check) => checkNode({ tree, cluster, parent: node, subject, namespace, check }));
  }

  const node: NamespaceNode = {
    id,
    parent,
    cluster,
    subject,
    namespace,
    async children() {
      if (!checks) {
        const made = makeChecks();
        checks = made;
        // Not waited for: each row shows its answer when it comes.
        void tree.activity.track((signal) => Promise.all(made.map((check) => check.ask(signal))));
      }
      return checks;
    },
    refresh() {
      checks = undefined;
      tree.changed(node);
    },
    questions: () => checks?.length ?? 0,
    add(check) {
      const { questionText } = tree.module;
      const titleOf = ({ question }: Check) => questionText({ ...question, namespace });
      const id = `${node.id}/check/${idPart(titleOf(check))}`;
      if (!checks?.some((each) => each.id === id)) own.unshift(check);
      node.refresh();
    },
    item() {
      const label = isWhole ? l10n.t("Cluster-wide") : namespace;
      const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
      item.id = id;
      item.iconPath = new ThemeIcon(isWhole ? "globe" : "symbol-namespace");
      item.contextValue = isWhole ? "clusterWide" : "namespace";
      item.accessibilityInformation = {
        label: isWhole ? l10n.t("Cluster-wide permissions") : l10n.t("Namespace {0}", namespace),
      };
      return item;
    },
  };
  return node;
}
