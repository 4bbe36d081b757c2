import { ThemeColor, ThemeIcon } from "vscode";
import type { RowMark } from "../../../cluster/live";

/** The icon of a row; what it says is said in words beside it, too. */
export function rowIcon(mark: RowMark): ThemeIcon {
  const [icon, colour] = ICONS[mark];
  return colour === undefined ? new ThemeIcon(icon) : new ThemeIcon(icon, new ThemeColor(colour));
}

const ICONS: Readonly<Record<RowMark, readonly [icon: string, colour?: string]>> = {
  section: ["list-tree"],
  layer: ["layers"],
  object: ["symbol-object"],
  block: ["error", "list.errorForeground"],
  warn: ["warning", "list.warningForeground"],
  hint: ["info"],
  good: ["pass", "testing.iconPassed"],
  bad: ["warning", "list.warningForeground"],
  unknown: ["question"],
  fact: ["dash"],
  cause: ["lightbulb"],
  evidence: ["quote"],
  command: ["terminal"],
  place: ["go-to-file"],
};
