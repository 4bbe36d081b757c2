import { GAP_THEMES, type GapRow } from "../gap/gap";
import { escapeXml } from "./escape";
import { htmlPage } from "./html-page";

/** A comparison of two environments as one HTML file: no script, nothing fetched, readable on paper. */
export function gapHtml(left: string, right: string, rows: readonly GapRow[]): string {
  const sections = GAP_THEMES.flatMap((theme) => {
    const own = rows.filter((row) => row.theme === theme);
    if (own.length === 0) return [];
    const body = own
      .map(
        (row) =>
          `<tr><td>${escapeXml(row.subject)}</td><td>${escapeXml(row.left ?? "–")}</td><td>${escapeXml(row.right ?? "–")}</td></tr>`,
      )
      .join("\n");
    return [
      `<section><h2>${theme}</h2>\n<table><thead><tr><th scope="col">What</th><th scope="col">${escapeXml(left)}</th><th scope="col">${escapeXml(right)}</th></tr></thead><tbody>\n${body}\n</tbody></table></section>`,
    ];
  });
  const title = `${left} and ${right}: ${rows.length} differences`;
  const main = sections.join("\n") || "<p>The environments do not differ.</p>";
  return htmlPage(title, `<h1>${escapeXml(title)}</h1>`, main);
}
