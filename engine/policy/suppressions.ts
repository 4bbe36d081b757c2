import type { FileDocument, ManifestFile } from "../analyze-file";
import type { Finding } from "../finding";
import type { Path } from "../json";
import type { EquivalentTool } from "../rules/rule";
import { locate } from "../yaml/locate";
import { createLineIndex, type LineIndex, type Span } from "../yaml/text-position";

/** A suppression that the author wrote beside the manifest. */
export interface Suppression {
  /** A comment or annotation of ours, or the tool whose own it is. */
  readonly by: "comment" | "annotation" | EquivalentTool;
  /** Rule ids; `*` is not accepted: a suppression names what it silences. */
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** Where it is written: offsets in the file's text. */
  readonly span: Span;
  /** What it reaches: a line of the file (0-based), the whole file, or the resource at a base, or all, of a document. */
  readonly reach:
    | { readonly line: number }
    | "file"
    | { readonly document: number; readonly resource: Path | "all" };
}

const COMMENT = /#[ \t]*rampart-ignore-(next-line|file)[ \t]+([^\n\r]*)/g;

/** The annotation that silences a rule on a resource: `kube-rampart/ignore.<layer>.<name>: reason`. */
export const IGNORE_ANNOTATION = "kube-rampart/ignore.";

/**
 * Finds the suppressions of a file: `# rampart-ignore-next-line RULE[, RULE] -- reason`,
 * `# rampart-ignore-file RULE -- reason`, and annotations. A missing reason is kept as `undefined`: the policy makes
 * a finding of it.
 */
export function findSuppressions(file: ManifestFile): Suppression[] {
  const suppressions: Suppression[] = [];
  if (file.text.includes("rampart-ignore-")) suppressions.push(...commentSuppressions(file.text));
  if (file.text.includes(IGNORE_ANNOTATION))
    suppressions.push(...file.documents.flatMap(annotationSuppressions));
  return suppressions;
}

function commentSuppressions(text: string): Suppression[] {
  const lines = createLineIndex(text);
  return [...text.matchAll(COMMENT)].map((match) => {
    const [list = "", ...reason] = (match[2] ?? "").split("--");
    const line = lines.position(match.index).line;
    return {
      by: "comment" as const,
      rules: list.split(/[\s,]+/).filter((id) => id !== ""),
      reason: reason.join("--").trim() || undefined,
      span: { start: match.index, end: match.index + match[0].trimEnd().length },
      reach: match[1] === "file" ? ("file" as const) : { line: nextLine(text, lines, line) },
    };
  });
}

/** The next line that is no comment: several comments may stand above one line. */
function nextLine(text: string, lines: LineIndex, line: number): number {
  for (let next = line + 1; ; next++) {
    const start = lines.offset({ line: next, column: 0 });
    if (start >= text.length) return next;
    const content = text.slice(start, lines.offset({ line: next + 1, column: 0 })).trim();
    if (content !== "" && !content.startsWith("#")) return next;
  }
}

function annotationSuppressions(document: FileDocument, index: number): Suppression[] {
  return document.resources.flatMap((resource) =>
    Object.entries(resource.annotations)
      .filter(([key]) => key.startsWith(IGNORE_ANNOTATION))
      .map(([key, reason]) => ({
        by: "annotation" as const,
        rules: [key.slice(IGNORE_ANNOTATION.length).replace(".", "/")],
        reason: reason.trim() || undefined,
        span: annotationSpan(document, resource.base, key),
        reach: { document: index, resource: resource.base },
      })),
  );
}

function annotationSpan(document: FileDocument, base: Path, key: string): Span {
  const { start, end } = locate(document.yaml, base, ["metadata", "annotations", key], "key");
  return { start: start + document.slice.start, end: end + document.slice.start };
}

/** Whether a suppression covers a finding whose range starts on `line` (0-based). */
export function suppresses(suppression: Suppression, finding: Finding, line: number): boolean {
  if (!suppression.rules.includes(finding.rule)) return false;
  const { reach } = suppression;
  if (reach === "file") return true;
  if ("line" in reach) return reach.line === line;
  if (finding.document !== reach.document) return false;
  return reach.resource === "all" || reach.resource.join("\u0000") === finding.base.join("\u0000");
}
