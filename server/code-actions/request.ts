import type { CodeActionParams, Range } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import type { JudgedFinding } from "../../engine/policy/judge-findings";
import type { OpenManifest } from "../open-manifests";
import type { Session } from "../session";

/** A finding of a file with its place in the whole file: `document`, offsets and lines count from the file's start. */
export interface PlacedFinding extends JudgedFinding {
  readonly range: Range;
}

/** What a code action is asked for. */
export interface ActionRequest {
  readonly session: Session;
  readonly manifest: OpenManifest;
  /** The findings that touch the asked range. */
  readonly here: readonly PlacedFinding[];
  /** The range that is asked for. */
  readonly range: Range;
  /** The findings of the whole file. */
  readonly all: readonly PlacedFinding[];
  /** Whether actions of this kind are wanted. */
  wants(kind: string): boolean;
}

/** Works out what the client asks for. */
export function createRequest(
  session: Session,
  manifest: OpenManifest,
  { range, context }: Pick<CodeActionParams, "range" | "context">,
): ActionRequest {
  const all = placedFindings(session, manifest);
  const { only } = context;
  return {
    session,
    manifest,
    range,
    all,
    here: all.filter((finding) => touches(finding.range, range)),
    wants: (kind) =>
      !only || only.length === 0
        ? !kind.startsWith("source")
        : only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`)),
  };
}

/** The findings of a file, placed in the whole file, in its order. */
export function placedFindings(session: Session, manifest: OpenManifest): PlacedFinding[] {
  return session.judge(manifest).flatMap((verdict, document) => {
    const shift = manifest.file.documents[document]?.slice.start ?? 0;
    const line = manifest.lines.position(shift).line;
    return verdict.findings.map((judged) => place(judged, document, shift, line));
  });
}

function place(judged: JudgedFinding, document: number, shift: number, line: number): PlacedFinding {
  const { location } = judged;
  const finding: Finding = { ...judged.finding, document };
  const start = { line: judged.start.line + line, column: judged.start.column };
  const end = { line: judged.end.line + line, column: judged.end.column };
  return {
    ...judged,
    finding,
    start,
    end,
    location: { ...location, start: location.start + shift, end: location.end + shift },
    range: {
      start: { line: start.line, character: start.column },
      end: { line: end.line, character: end.column },
    },
  };
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
