import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Location } from "vscode-languageclient";
import { remember } from "../remembered";

/** A row of the simulated cluster. Rows are made once and keep their children, so that ids stay. */
export interface Row {
  /** Unique in the tree, and the same after a refresh. */
  readonly id: string;
  readonly parent: Row | undefined;
  /** Where it is written, for the command that opens it. */
  readonly place: Location | undefined;
  item(): TreeItem;
  /** The rows below, asked for when the row is expanded. Absent for a row that has none. Never rejects. */
  readonly children?: () => Promise<readonly Row[]>;
}

/** How a row looks, and what is below it. */
export interface RowOptions {
  readonly parent: Row | undefined;
  /** Tells it apart from its siblings. */
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: ThemeIcon;
  /** Plain text, a line each. */
  readonly tooltip?: readonly string[];
  /** What a screen reader says: all that icon, label and description tell. */
  readonly spoken: string;
  readonly place?: Location | undefined;
  readonly expanded?: boolean;
  /** Loads the rows below; what it rejects with becomes a row. */
  readonly load?: (row: Row) => Promise<readonly Row[]> | readonly Row[];
}

/** Makes a row. One without rows below opens its place when it is clicked; others have an action for that. */
export function makeRow(options: RowOptions): Row {
  const { parent, key, place, load } = options;
  const id = `${parent ? `${parent.id}/` : "simulated/"}${encodeURIComponent(key)}`;
  const rows =
    load &&
    remember(async () => {
      try {
        return await load(row);
      } catch (error) {
        return [problemRow(row, error)];
      }
    });
  const row: Row = {
    id,
    parent,
    place,
    item() {
      const item = new TreeItem(options.label, stateOf(options));
      item.id = id;
      item.iconPath = options.icon;
      if (options.description) item.description = options.description;
      item.contextValue = place ? "simulated.place" : "simulated";
      item.tooltip = new MarkdownString().appendText((options.tooltip ?? [options.spoken]).join("\n"));
      item.accessibilityInformation = { label: options.spoken };
      if (place && !load)
        item.command = {
          command: "rampart.simulated.open",
          title: l10n.t("Open Manifest"),
          arguments: [row],
        };
      return item;
    },
    ...(rows ? { children: rows.get } : {}),
  };
  return row;
}

function stateOf({ load, expanded }: RowOptions): TreeItemCollapsibleState {
  if (!load) return TreeItemCollapsibleState.None;
  return expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function problemRow(parent: Row, error: unknown): Row {
  const label = l10n.t("The language server has not answered");
  const description = error instanceof Error ? error.message : String(error);
  return makeRow({
    parent,
    key: "problem",
    label,
    description,
    icon: new ThemeIcon("error"),
    spoken: `${label}: ${description}`,
  });
}
