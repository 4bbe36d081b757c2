import { l10n, type ThemeIcon, TreeItem, TreeItemCollapsibleState, window } from "vscode";
import type { LiveRow } from "../../../cluster/live";
import { remember } from "../remembered";
import type { PostureNode } from "./posture-node";
import type { PostureTree } from "./posture-tree";
import { problemRow } from "./problem-row";
import { rowNode } from "./row-node";

/** What a section has read. */
export interface SectionResult {
  readonly rows: readonly LiveRow[];
  /** Beside the section's name: how much there is, and of what. */
  readonly description: string;
}

/** How a section looks and what it reads. */
export interface SectionOptions {
  readonly tree: PostureTree;
  readonly parent: PostureNode;
  readonly key: string;
  readonly label: string;
  readonly icon: ThemeIcon;
  /** Its kind, for menus. */
  readonly kind: string;
  /** Reads the cluster; called when the section is expanded for the first time, or after a refresh. */
  read(signal: AbortSignal): Promise<SectionResult>;
}

/** A part of what is known of a cluster. Nothing is asked before it is expanded. */
export interface SectionNode extends PostureNode {
  readonly children: () => Promise<readonly PostureNode[]>;
  /** Shows it anew of what is in memory, and reads what is not. */
  redo(): void;
}

/** The id of the view, for progress. */
const VIEW = "rampart.posture";

/** Makes a section. Its refresh forgets the cluster's lists too. */
export function sectionNode(options: SectionOptions): SectionNode {
  const { tree, parent, read, kind } = options;
  const { connection } = parent;
  const id = `${parent.id}/${options.key}`;
  let description = "";
  const rows = remember(load);

  async function load(): Promise<readonly PostureNode[]> {
    const show = (list: readonly LiveRow[]) => list.map((row) => rowNode(tree, node, row));
    if (!(await connection.mayAsk()))
      return show([problemRow({ kind: "cancelled", message: l10n.t("Not asked") })]);
    try {
      const result = await window.withProgress({ location: { viewId: VIEW } }, () =>
        tree.activity.track(read),
      );
      description = result.description;
      return show(result.rows);
    } catch (error) {
      const problem = tree.connections.module().problemOf(error);
      tree.output.warn(`${connection.context.name}: ${problem.kind}: ${problem.message}`);
      description = "";
      return show([problemRow(problem)]);
    } finally {
      // Its own row says now what was found.
      tree.changed(node);
    }
  }

  function redo(): void {
    rows.forget();
    description = "";
    tree.changed(node);
  }

  const node: SectionNode = {
    id,
    parent,
    connection,
    children: rows.get,
    redo,
    refresh() {
      connection.lists.clear();
      redo();
    },
    item() {
      const item = new TreeItem(options.label, TreeItemCollapsibleState.Collapsed);
      item.id = id;
      item.iconPath = options.icon;
      item.description = description;
      item.contextValue = kind;
      item.accessibilityInformation = {
        label: description === "" ? options.label : `${options.label}, ${description}`,
      };
      return item;
    },
  };
  return node;
}
