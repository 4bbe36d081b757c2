import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { toDiagnostic } from "../to-diagnostic";
import type { ActionRequest } from "./request";

/** The command that shows a rule's page; the client provides it. Its one argument is the rule's id. */
export const SHOW_RULE = "rampart.showRule";

/** The page of each rule that found something here; only where the client can show it. */
export function showRuleActions({ session, here, wants }: ActionRequest): CodeAction[] {
  if (!session.client.showsRules || !wants(CodeActionKind.QuickFix)) return [];
  return [...new Set(here.map(({ finding }) => finding.rule))].map((rule) => {
    const title = `Show rule ${rule}`;
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: here.filter(({ finding }) => finding.rule === rule).map((each) => toDiagnostic(each, [])),
      command: { title, command: SHOW_RULE, arguments: [rule] },
    };
  });
}
