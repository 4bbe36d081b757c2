import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { applyFixes } from "../../engine/fixes/apply-fixes";
import { fix, set } from "../../engine/fixes/change";
import { IGNORE_ANNOTATION } from "../../engine/policy/suppressions";
import { locate } from "../../engine/yaml/locate";
import type { TextEdit } from "../../engine/yaml/text-edit";
import type { OpenManifest } from "../open-manifests";
import { toDiagnostic } from "../to-diagnostic";
import type { ActionRequest, PlacedFinding } from "./request";
import { workspaceEdit } from "./workspace-edit";

/** What stands for the reason until the author writes one. */
const REASON = "reason";
const EXISTING = /^([ \t]*#[ \t]*rampart-ignore-(?:next-line|file)[ \t]+[^\n\r]*?)(?=[ \t]*(?:--|\r?$))/;

/**
 * Ignores a finding here, in a comment above it, or where no comment may stand (JSON, block scalars) in an annotation
 * of the resource; and a rule in the whole file.
 */
export function ignoreActions({ session, manifest, here, wants }: ActionRequest): CodeAction[] {
  if (!wants(CodeActionKind.QuickFix)) return [];
  const actions: CodeAction[] = [];
  const seen = new Set<string>();
  for (const each of here) {
    const { rule } = each.finding;
    if (seen.has(`${rule} ${each.start.line}`)) continue;
    seen.add(`${rule} ${each.start.line}`);
    const waiver = each.level === "block" ? " (blocks until there is a waiver)" : "";
    const offer = (title: string, edits: readonly TextEdit[]) => {
      if (edits.length === 0) return;
      actions.push({
        title: `${title}${waiver}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(each, [])],
        edit: workspaceEdit(session, manifest, edits),
      });
    };
    if (isJson(manifest) || isInsideText(manifest, each)) {
      offer(`Ignore ${rule} in this resource`, annotationEdits(manifest, each));
      continue;
    }
    offer(`Ignore ${rule} here`, [commentAbove(manifest, each.start.line, "next-line", rule)]);
    offer(`Ignore ${rule} in this file`, [commentAbove(manifest, 0, "file", rule)]);
  }
  return actions;
}

function isJson({ file }: OpenManifest): boolean {
  return /^\s*[{[]/.test(file.text) || file.file.endsWith(".json");
}

/** Whether a finding stands on a later line of a string: a comment above it would be a part of the string. */
function isInsideText({ file, lines }: OpenManifest, { finding, start }: PlacedFinding): boolean {
  const document = file.documents[finding.document];
  if (!document || !finding.span) return false;
  const whole = locate(document.yaml, finding.base, finding.path);
  return lines.position(whole.start + document.slice.start).line < start.line;
}

/** A comment line above `line`, or the rule added to the one that stands there. */
function commentAbove(
  { file, lines }: OpenManifest,
  line: number,
  kind: "next-line" | "file",
  rule: string,
): TextEdit {
  const { text } = file;
  const lineText = (at: number) =>
    text.slice(lines.offset({ line: at, column: 0 }), lines.offset({ line: at + 1, column: 0 }));
  const holder = kind === "file" ? line : line - 1;
  const existing = holder >= 0 ? EXISTING.exec(lineText(holder)) : null;
  if (existing?.[1]?.includes(`rampart-ignore-${kind}`)) {
    const at = lines.offset({ line: holder, column: 0 }) + existing[1].trimEnd().length;
    return { start: at, end: at, newText: `, ${rule}` };
  }
  const at = Math.max(lines.offset({ line, column: 0 }), text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const indent = kind === "file" ? "" : (/^[ \t]*/.exec(lineText(line))?.[0] ?? "");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { start: at, end: at, newText: `${indent}# rampart-ignore-${kind} ${rule} -- ${REASON}${newline}` };
}

function annotationEdits({ file }: OpenManifest, { finding }: PlacedFinding): readonly TextEdit[] {
  const key = `${IGNORE_ANNOTATION}${finding.rule.replace("/", ".")}`;
  const annotate = fix("input", "annotate", set(["metadata", "annotations", key], REASON));
  return applyFixes(file, [{ finding, fix: annotate }]).edits;
}
