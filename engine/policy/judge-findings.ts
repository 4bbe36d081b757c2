import type { ManifestFile } from "../analyze-file";
import type { Finding } from "../finding";
import { locateFinding } from "../locate-finding";
import type { Location } from "../yaml/locate";
import { createLineIndex, type Position } from "../yaml/text-position";
import type { Level } from "./configuration";
import type { Policy } from "./policy";
import { findSuppressions, suppresses } from "./suppressions";

/** A finding with its range and level: what is shown. */
export interface JudgedFinding {
  readonly finding: Finding;
  readonly level: Level;
  readonly location: Location;
  /** 0-based. */
  readonly start: Position;
  readonly end: Position;
  /** A suppression stands beside it, but in this profile only a waiver lowers `block`. */
  readonly needsWaiver?: true;
}

/** A finding that was silenced, and by what. */
export interface SuppressedFinding extends JudgedFinding {
  readonly by: string;
  readonly reason: string | undefined;
}

/** What policy makes of a file's findings. */
export interface JudgedFile {
  readonly findings: readonly JudgedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * Applies the policy to the findings of one file: levels, ranges and suppressions. Findings that point at the same
 * place for the same rule (an anchor that several aliases share) become one. Sorted by start, rule, path.
 */
export function judgeFindings(file: ManifestFile, findings: readonly Finding[], policy: Policy): JudgedFile {
  const suppressions = findSuppressions(file);
  const lines = createLineIndex(file.text);
  const shown: JudgedFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const location = locateFinding(file, finding);
    const key = `${finding.rule} ${location.start} ${location.end} ${location.anchor ? "" : finding.path.join("\u0000")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const start = lines.position(location.start);
    const judged = {
      finding,
      level: policy.levelOf(finding),
      location,
      start,
      end: lines.position(location.end),
    };
    const by = suppressions.find((each) => suppresses(each, file, finding, start.line));
    if (!by) shown.push(judged);
    else if (judged.level === "block") shown.push({ ...judged, needsWaiver: true });
    else suppressed.push({ ...judged, by: by.by, reason: by.reason });
  }
  return { findings: shown.sort(compareJudged), suppressed: suppressed.sort(compareJudged) };
}

function compareJudged(a: JudgedFinding, b: JudgedFinding): number {
  return (
    a.location.start - b.location.start ||
    compareText(a.finding.rule, b.finding.rule) ||
    compareText(a.finding.path.join("\u0000"), b.finding.path.join("\u0000"))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
