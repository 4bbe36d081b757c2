import type { DocumentLink } from "vscode-languageserver";
import { ruleUrl } from "../engine/project";
import { ruleById } from "../engine/rules/registry";
import type { OpenManifest } from "./open-manifests";
import { runSafe } from "./run-safe";
import type { Session } from "./session";
import { rangeOf } from "./to-diagnostic";

const COMMENT = /#[ \t]*rampart-ignore-(?:next-line|file)[ \t]+([^\n\r]*?)(?=[ \t]*(?:--|[\n\r]|$))/g;
const RULE_ID = /[a-z][a-z-]*\/[a-z0-9-]+/g;

/** Links the rules that comments ignore to their pages. */
export function startDocumentLinks(session: Session): void {
  session.connection.onDocumentLinks((params) =>
    runSafe<DocumentLink[]>(session.log, "textDocument/documentLink", [], async () => {
      const manifest = await session.manifest(params.textDocument.uri);
      return manifest ? linksOf(manifest) : [];
    }),
  );
}

function linksOf({ file, lines }: OpenManifest): DocumentLink[] {
  return [...file.text.matchAll(COMMENT)].flatMap((comment) => {
    const list = comment[1] ?? "";
    const shift = comment.index + comment[0].length - list.length;
    return [...list.matchAll(RULE_ID)].flatMap(({ 0: id, index }): DocumentLink[] => {
      const rule = ruleById(id);
      if (!rule) return [];
      const start = shift + index;
      return [
        {
          range: rangeOf(lines, { start, end: start + id.length }),
          target: ruleUrl(rule.id),
          tooltip: rule.title,
        },
      ];
    });
  });
}
