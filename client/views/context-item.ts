import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { KubeContext } from "../../cluster";

/** How a context of the kubeconfig is shown. */
export interface ContextLook {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly isProduction: boolean;
  /** For the `when` clauses of menus. */
  readonly contextValue: string;
  /** Lines of the tooltip below the server's address. */
  readonly details?: readonly string[];
}

/** The item of a context, collapsed: marked as production by sight and by word. */
export function contextItem(context: KubeContext, look: ContextLook): TreeItem {
  const { id, isCurrent, isProduction, contextValue, details = [] } = look;
  const item = new TreeItem(context.name, TreeItemCollapsibleState.Collapsed);
  item.id = id;
  const marks = [...(isProduction ? [l10n.t("production")] : []), ...(isCurrent ? [l10n.t("current")] : [])];
  item.description = marks.join(", ");
  item.iconPath = isProduction
    ? new ThemeIcon("flame", new ThemeColor("list.warningForeground"))
    : new ThemeIcon("server-environment");
  item.contextValue = contextValue;
  item.tooltip = new MarkdownString().appendText(
    [context.server ?? l10n.t("no such cluster"), ...details].join("\n"),
  );
  item.accessibilityInformation = {
    label: [l10n.t("Context {0}", context.name), ...marks].join(", "),
  };
  return item;
}
