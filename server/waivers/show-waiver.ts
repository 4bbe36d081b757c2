import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { waives } from "../../engine/policy/waivers";
import type { ActionRequest } from "../code-actions/request";
import { uriIn } from "../folders";
import { type PlaceParams, SHOW_PLACE } from "../requests/show-place";

/** Leads from a finding that a waiver silences to the waiver. */
export function showWaiverActions({ session, manifest, range, wants }: ActionRequest): CodeAction[] {
  const { folder, file } = manifest;
  if (!folder || !wants(CodeActionKind.QuickFix)) return [];
  const waivers = session.policies.waiversFor(folder, file.file);
  if (waivers.length === 0) return [];
  const actions = new Map<string, CodeAction>();
  session.judge(manifest).forEach((verdict, index) => {
    const line = manifest.lines.position(file.documents[index]?.slice.start ?? 0).line;
    for (const { finding, by, start, end } of verdict.suppressed) {
      if (by !== "waiver" || end.line + line < range.start.line || start.line + line > range.end.line)
        continue;
      const waiver = waivers.find((each) => waives(each, finding));
      if (!waiver) continue;
      const at = { line: waiver.source.line, character: 0 };
      const place: PlaceParams = { uri: uriIn(folder, waiver.source.file), range: { start: at, end: at } };
      const title = `Show the waiver of ${finding.rule} (${waiver.owner}, until ${waiver.expires})`;
      const command = { title, command: SHOW_PLACE, arguments: [place] };
      actions.set(title, { title, kind: CodeActionKind.QuickFix, command });
    }
  });
  return [...actions.values()];
}
