import { type ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { ClusterNode } from "../node";
import { problemNode } from "../problem-node";
import { type Remembered, remember } from "../remembered";
import type { Tree } from "../tree";

/** A row that holds others. */
export interface FolderOptions {
  readonly tree: Tree;
  readonly parent: ClusterNode;
  /** The last part of its id. */
  readonly key: string;
  readonly label: string;
  /** Asked each time the row is drawn. */
  readonly icon: () => ThemeIcon;
  readonly contextValue: string;
  /** What a screen reader says; default: label and description. */
  readonly announced?: string;
  /** Asked each time the row is drawn: it may tell what has been loaded. */
  readonly description?: () => string | undefined;
  readonly tooltip?: () => string | undefined;
  readonly command?: string;
  /** Loads the rows below. Whatever it throws becomes a row that says why. */
  readonly load: (folder: ClusterNode, signal: AbortSignal) => Promise<readonly ClusterNode[]>;
  /** What was learnt elsewhere and is to be forgotten too. */
  readonly forget?: () => void;
}

/** A row of the tree with rows that are loaded once it is expanded. */
export function folderNode(
  options: FolderOptions,
): ClusterNode & { readonly rows: Remembered<readonly ClusterNode[]> } {
  const { tree, parent, key, label, icon, contextValue, announced, description, tooltip, command } = options;
  const id = `${parent.id}/${key}`;
  const rows = remember(async (): Promise<readonly ClusterNode[]> => {
    try {
      const loaded = await tree.activity.track((signal) => options.load(node, signal));
      // What has been loaded may be told beside the label.
      if (description) tree.changed(node);
      return loaded;
    } catch (error) {
      return [problemNode(node, tree.module.problemOf(error))];
    }
  });
  const node = {
    id,
    parent,
    rows,
    ...(command === undefined ? {} : { command }),
    children: rows.get,
    refresh() {
      options.forget?.();
      rows.forget();
      tree.changed(node);
    },
    questions: () => (rows.value ?? []).reduce((sum, row) => sum + row.questions(), 0),
    item() {
      const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
      const beside = description?.();
      item.id = id;
      item.iconPath = icon();
      item.contextValue = contextValue;
      if (beside) item.description = beside;
      const more = tooltip?.();
      if (more) item.tooltip = more;
      const said = announced ?? label;
      item.accessibilityInformation = { label: beside ? `${said}, ${beside}` : said };
      return item;
    },
  };
  return node;
}
