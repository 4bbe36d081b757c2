import { ThemeIcon, TreeItem } from "vscode";
import type { ClusterNode } from "../node";

/** A row that says why the others may not be all. @param title in a few words; @param detail the reason */
export function noteNode(parent: ClusterNode, title: string, detail: string): ClusterNode {
  const id = `${parent.id}/note`;
  return {
    id,
    parent,
    refresh: () => parent.refresh(),
    questions: () => 0,
    item() {
      const item = new TreeItem(title);
      item.id = id;
      item.description = detail;
      item.iconPath = new ThemeIcon("info");
      item.contextValue = "note";
      item.tooltip = `${title}: ${detail}`;
      item.accessibilityInformation = { label: `${title}: ${detail}` };
      return item;
    },
  };
}
