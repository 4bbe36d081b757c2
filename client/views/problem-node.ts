import { MarkdownString, ThemeIcon, TreeItem } from "vscode";
import type { Problem } from "../../cluster";
import type { ClusterNode } from "./node";
import { problemText } from "./problem-text";

/**
 * A row that says why there is nothing, or nothing else. Refreshing it asks its parent again.
 *
 * @param key tells several of one parent apart
 */
export function problemNode(parent: ClusterNode, problem: Problem, key = ""): ClusterNode {
  const id = `${parent.id}/problem${key === "" ? "" : `/${encodeURIComponent(key)}`}`;
  return {
    id,
    parent,
    refresh: () => parent.refresh(),
    questions: () => 0,
    item() {
      const { title, remedy, icon } = problemText(problem);
      const item = new TreeItem(title);
      item.id = id;
      item.description = problem.message;
      item.iconPath = new ThemeIcon(icon);
      item.contextValue = "problem";
      item.accessibilityInformation = { label: `${title}: ${problem.message}. ${remedy}` };
      item.tooltip = new MarkdownString()
        .appendText(problem.message)
        .appendMarkdown("\n\n")
        .appendText(remedy);
      return item;
    },
  };
}
