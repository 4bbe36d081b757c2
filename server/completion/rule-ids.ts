import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { rules } from "../../engine/rules/registry";
import type { CompletionRequest } from "./request";

const COMMENT = /#[ \t]*rampart-ignore-(next-line|file)[ \t]+((?:[a-z/-]+[ \t]*,[ \t]*)*)([a-z/-]*)$/;
const ANNOTATION = /^[ \t]*["']?kube-rampart\/ignore\.([a-z.-]*)$/;

/** The ids of rules in comments and annotations that ignore them; those that found something on the next line first. */
export function completeRuleIds({
  session,
  manifest,
  text,
  offset,
  item,
}: CompletionRequest): CompletionItem[] {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const comment = COMMENT.exec(line);
  const annotation = comment ? null : ANNOTATION.exec(line);
  const word = comment ? comment[3] : annotation?.[1];
  if (word === undefined) return [];
  const found = new Set(
    session
      .judge(manifest)
      .flatMap((verdict) => verdict.findings.map(({ finding }) => finding.rule as string)),
  );
  return rules.map(({ id, title }) => {
    const name = annotation ? id.replace("/", ".") : id;
    return item(
      offset - word.length,
      {
        label: name,
        kind: CompletionItemKind.Reference,
        detail: title,
        sortText: `${found.has(id) ? 0 : 1}${id}`,
      },
      annotation ? `${name}: ` : name,
    );
  });
}
