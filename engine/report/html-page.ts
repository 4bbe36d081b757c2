import { escapeXml } from "./escape";
import { HTML_STYLE } from "./html-style";

/** A whole HTML page: no script, nothing that is fetched. `header` and `main` are HTML, `title` is text. */
export function htmlPage(title: string, header: string, main: string): string {
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
<header>${header}</header>
<main>
${main}
</main>
</body>
</html>
`;
}
