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

/**
 * The command that asks for the reason and then sends `rampart/ignore`; the client provides it. Its one argument is an
 * `IgnoreTarget` with the document's address.
 */
export const IGNORE = "rampart.ignore";

/** Where a finding is ignored: by a comment above it or at the top of the file, or by an annotation. */
export type IgnorePlace = "here" | "file" | "resource";

/** What is to be ignored. */
export interface IgnoreTarget {
  readonly rule: string;
  /** The line on which the finding starts, 0-based. */
  readonly line: number;
  readonly place: IgnorePlace;
}

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
    const offer = (title: string, place: IgnorePlace) => {
      const edits = ignoreEdits(manifest, each, place, REASON);
      if (edits.length === 0) return;
      const action = {
        title: `${title}${waiver}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(each, [])],
      };
      // A comment that is there has a reason already.
      const target: IgnoreTarget = { rule, line: each.start.line, place };
      actions.push(
        session.client.commands.has(IGNORE) && edits.some(({ newText }) => !newText.startsWith(", "))
          ? {
              ...action,
              command: { title, command: IGNORE, arguments: [{ uri: manifest.uri, ...target }] },
            }
          : { ...action, edit: workspaceEdit(session, manifest, edits) },
      );
    };
    if (isJson(manifest) || isInsideText(manifest, each)) {
      offer(`Ignore ${rule} in this resource`, "resource");
      continue;
    }
    offer(`Ignore ${rule} here`, "here");
    offer(`Ignore ${rule} in this file`, "file");
  }
  return actions;
}

/** The edits that ignore a finding for a reason; none where there is no place for it. */
export function ignoreEdits(
  manifest: OpenManifest,
  finding: PlacedFinding,
  place: IgnorePlace,
  reason: string,
): readonly TextEdit[] {
  if (place === "resource") return annotationEdits(manifest, finding, reason);
  const [line, kind] =
    place === "here" ? ([finding.start.line, "next-line"] as const) : ([0, "file"] as const);
  return [commentAbove(manifest, line, kind, finding.finding.rule, reason)];
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
  reason: string,
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
  return { start: at, end: at, newText: `${indent}# rampart-ignore-${kind} ${rule} -- ${reason}${newline}` };
}

function annotationEdits(
  { file }: OpenManifest,
  { finding }: PlacedFinding,
  reason: string,
): readonly TextEdit[] {
  const key = `${IGNORE_ANNOTATION}${finding.rule.replace("/", ".")}`;
  const annotate = fix("input", "annotate", set(["metadata", "annotations", key], reason));
  return applyFixes(file, [{ finding, fix: annotate }]).edits;
}
