import { GAP_THEMES, type GapRow } from "../gap/gap";
import { escapeMarkdown } from "./escape";

/** A comparison of two environments as Markdown: a table for each theme. */
export function gapMarkdown(left: string, right: string, rows: readonly GapRow[]): string {
  const title = `## ${escapeMarkdown(left)} and ${escapeMarkdown(right)}: ${rows.length} ${rows.length === 1 ? "difference" : "differences"}`;
  if (rows.length === 0) return `${title}\n\nThe environments do not differ in posture.\n`;
  const tables = GAP_THEMES.flatMap((theme) => {
    const own = rows.filter((row) => row.theme === theme);
    if (own.length === 0) return [];
    const lines = [
      ["What", left, right],
      ["---", "---", "---"],
      ...own.map((row) => [row.subject, row.left ?? "–", row.right ?? "–"]),
    ];
    const printed = lines.map((cells) => `| ${cells.map(escapeMarkdown).join(" | ")} |`).join("\n");
    return [`### ${theme}\n\n${printed}`];
  });
  return `${title}\n\n${tables.join("\n\n")}\n`;
}
