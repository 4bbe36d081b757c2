import { GAP_THEMES, type GapRow } from "../gap/gap";
import { escapeXml } from "./escape";
import { HTML_STYLE } from "./html-style";

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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header><h1>${escapeXml(title)}</h1></header>
<main>
${sections.join("\n") || "<p>The environments do not differ.</p>"}
</main>
</body>
</html>
`;
}
