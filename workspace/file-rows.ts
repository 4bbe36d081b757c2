import type { ManifestFile } from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import { applyFixes } from "../engine/fixes/apply-fixes";
import type { Fix } from "../engine/fixes/fix";
import { type LocatedFinding, locateFindings } from "../engine/policy/judge-findings";
import type { ReportFinding, ReportRange } from "../engine/report/report";
import { locate } from "../engine/yaml/locate";
import { createLineIndex, type LineIndex, type Position } from "../engine/yaml/text-position";

/** What a report says of a finding beside its place. Plain data. */
export interface RowExtras {
  readonly fixable: boolean;
  readonly related: NonNullable<ReportFinding["related"]>;
  readonly fixes?: NonNullable<ReportFinding["fixes"]>;
}

/** A located finding with all that its file's text adds to it, so that the text can be dropped. Plain data. */
export interface FileRow extends LocatedFinding, RowExtras {}

/** How the files of related places are looked up. */
export type FileByName = (name: string) => ManifestFile | undefined;

/** Locates findings of a file and adds what a report says of them. Fixes and related facts are then no longer kept. */
export function fileRows(
  file: ManifestFile,
  findings: readonly Finding[],
  fileByName: FileByName,
  withFixes: boolean,
): FileRow[] {
  return locateFindings(file, findings).map((located) => ({
    ...located,
    finding: { ...located.finding, fixes: [], related: [] },
    ...rowExtras(file, located, fileByName, withFixes),
  }));
}

/** What a report says of a located finding beside its place. */
export function rowExtras(
  file: ManifestFile,
  located: LocatedFinding,
  fileByName: FileByName,
  withFixes: boolean,
): RowExtras {
  const { fixes } = located.finding;
  return {
    fixable: fixes.length > 0,
    related: relatedOf(located, file, fileByName),
    ...(withFixes ? { fixes: reportFixes(file, located.finding, fixes) } : {}),
  };
}

function reportFixes(file: ManifestFile, finding: Finding, fixes: readonly Fix[]) {
  if (fixes.length === 0) return [];
  const lines = createLineIndex(file.text);
  return fixes.flatMap((fix) => {
    const { edits } = applyFixes(file, [{ finding, fix }]);
    if (edits.length === 0) return [];
    return {
      title: fix.title,
      safety: fix.safety,
      edits: edits.map(({ start, end, newText }) => ({
        file: file.file,
        range: rangeOf(lines.position(start), lines.position(end)),
        newText,
      })),
    };
  });
}

function relatedOf({ finding, location }: LocatedFinding, file: ManifestFile, fileByName: FileByName) {
  if (finding.related.length === 0 && !location.anchor) return [];
  const places = finding.related.flatMap(({ fact, path, message }) => {
    const holder = fact ? fileByName(fact.source.file) : file;
    const document = holder?.documents[fact?.source.document ?? finding.document];
    if (!holder || !document) return [];
    const { start, end } = locate(document.yaml, fact?.source.base ?? finding.base, path);
    return placeIn(holder, start + document.slice.start, end + document.slice.start, message);
  });
  if (!location.anchor) return places;
  const { start, end } = location.anchor;
  return [...places, placeIn(file, start, end, "the anchor that is referred to here")];
}

const lineIndexes = new WeakMap<ManifestFile, LineIndex>();

function placeIn(file: ManifestFile, start: number, end: number, message: string) {
  const lines = lineIndexes.get(file) ?? createLineIndex(file.text);
  lineIndexes.set(file, lines);
  return { file: file.file, range: rangeOf(lines.position(start), lines.position(end)), message };
}

/** 0-based positions → the 1-based range of reports. */
export function rangeOf(start: Position, end: Position): ReportRange {
  return {
    start: { line: start.line + 1, column: start.column + 1 },
    end: { line: end.line + 1, column: end.column + 1 },
  };
}
