import { expect, test } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { isObject } from "../../../engine/json";
import { LAYERS } from "../../../engine/rules/rule";
import { loadSnippets, type TestSnippet } from "./snippets";

const HEAD = `# Snippets

Type a prefix in a YAML file and accept the suggestion; Tab moves from one value to the next. As it stands, every
snippet is clean under every rule that is on by default and under the restricted Pod Security level, and the API server
accepts what is of a built-in kind. What several snippets have in common (the names \`api\` and \`shop\`, the label
\`app.kubernetes.io/name\`) fits together: begin with \`rampart-namespace\`, then \`rampart-app\`, then an edge.

This page is made from the snippets: \`npx vitest run test/engine/snippets/documented -u\`.
`;

/** What a snippet inserts: the kinds in their order, or the part of a pod. */
function inserts({ prefix, text, isPart }: TestSnippet): string {
  if (isPart) return "part of a pod";
  if (prefix === "rampart-falco-rule") return "Falco rule";
  const kinds = readManifestFile("manifest.yaml", text).documents.map(({ yaml }) =>
    isObject(yaml.value) ? String(yaml.value.kind) : "",
  );
  const counted = [...new Set(kinds)].map((kind) => {
    const count = kinds.filter((each) => each === kind).length;
    return count === 1 ? kind : `${count} × ${kind}`;
  });
  return counted.join(", ");
}

// `-u` writes the page.
test("docs/snippets.md lists every snippet with what it inserts and why", async () => {
  const snippets = loadSnippets();
  const sections = LAYERS.map((layer) => {
    const rows = snippets
      .filter((snippet) => snippet.layer === layer)
      .map((snippet) => {
        const { prefix, title, description } = snippet;
        return `| \`${prefix}\` | **${title}**: ${inserts(snippet)} | ${description.replaceAll("|", "\\|")} |`;
      });
    return `## ${layer}\n\n| prefix | what it inserts | what it is for |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  await expect([HEAD, ...sections].join("\n")).toMatchFileSnapshot("../../../docs/snippets.md");
});
