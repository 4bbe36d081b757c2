import { l10n, MarkdownString, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { LiveRow } from "../../../cluster/live";
import { idPart } from "../tree";
import type { PostureNode } from "./posture-node";
import type { PostureTree } from "./posture-tree";
import { rowIcon } from "./row-look";

/** What a row offers in its menus, by what it leads to; the manifest of the extension names the same. */
const KINDS = {
  command: "posture.command",
  object: "posture.object",
  manifest: "posture.manifest",
  fixable: "posture.fixable",
  diff: "posture.diff",
  report: "posture.report",
  workload: "posture.workload",
  none: "posture.row",
} as const;

/** Shows a row of a result. A click does what the row leads to; where it has rows below, its arrow opens them. */
export function rowNode(tree: PostureTree, parent: PostureNode, row: LiveRow): PostureNode {
  const id = `${parent.id}/${idPart(row.key)}`;
  const { rows } = row;
  let children: readonly PostureNode[] | undefined;
  const node: PostureNode = {
    id,
    parent,
    connection: parent.connection,
    row,
    refresh: () => parent.refresh(),
    ...(rows && rows.length > 0
      ? {
          children: () => {
            children ??= rows.map((each) => rowNode(tree, node, each));
            return Promise.resolve(children);
          },
        }
      : {}),
    item() {
      const item = new TreeItem(row.label, stateOf(row));
      item.id = id;
      item.iconPath = rowIcon(row.mark);
      if (row.description) item.description = row.description;
      item.contextValue = kindOf(row);
      item.tooltip = new MarkdownString().appendText(
        (row.tooltip ?? [row.label, ...(row.description ? [row.description] : [])]).join("\n"),
      );
      item.accessibilityInformation = { label: tree.connections.live().spokenRow(row) };
      if (row.action)
        item.command = { command: "rampart.posture.open", title: l10n.t("Open"), arguments: [node] };
      return item;
    },
  };
  return node;
}

function kindOf({ workload, action }: LiveRow): string {
  if (workload) return KINDS.workload;
  if (action?.type === "manifest" && action.rules.length > 0) return KINDS.fixable;
  return KINDS[action?.type ?? "none"];
}

function stateOf({ rows, expanded }: LiveRow): TreeItemCollapsibleState {
  if (!rows || rows.length === 0) return TreeItemCollapsibleState.None;
  return expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
