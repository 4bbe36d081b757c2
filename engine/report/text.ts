import { SEVERITIES } from "../rules/rule";
import { maskSecrets } from "./mask-secrets";
import type { Report, ReportFinding, ReportRange } from "./report";

/** How a piece of text is set off; the identity where there are no colours. */
export type Style = (kind: "block" | "warn" | "hint" | "bold" | "dim" | "link", text: string) => string;

/** What the text report needs beside the report. */
export interface TextOptions {
  readonly style: Style;
  /** The lines of a file, without line ends; `undefined` where the text is gone. */
  linesOf(file: string): readonly string[] | undefined;
}

const PLAIN: Style = (_kind, text) => text;

/** The style of a report without colours. */
export const plainStyle: Style = PLAIN;

const MARKS = { block: "✖", warn: "▲", hint: "·" } as const;

/** Longer source lines are cut in code frames, so that a minified file stays readable. */
const FRAME_WIDTH = 160;

/**
 * The report for people: grouped by file and resource, findings at the same place under one code frame, each with
 * its rule and page, a summary at the end. Secret values are not printed: frames cover what looks like one, and the
 * frame of a secrets finding shows the key alone.
 */
export function textReport(report: Report, options: TextOptions): string {
  const blocks: string[] = [];
  for (const [file, findings] of groupBy(report.findings, ({ file }) => file)) {
    blocks.push(options.style("bold", file));
    const lines = options.linesOf(file);
    const frames: Frames = {
      lines: lines && maskSecrets(lines.join("\n")).split("\n"),
      secretLines: linesWithSecrets(report, file),
    };
    for (const [, ofResource] of groupBy(findings, resourceKey))
      blocks.push(resourceBlock(ofResource, frames, options.style));
  }
  for (const error of report.errors) {
    const at = error.range ? `:${error.range.start.line}:${error.range.start.column}` : "";
    blocks.push(`${options.style("block", "error")} ${error.file}${at}: ${error.message}`);
  }
  blocks.push(summary(report, options.style));
  return `${blocks.join("\n")}\n`;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function resourceKey({ resource }: ReportFinding): string {
  const { kind, namespace, name } = resource;
  return `${kind} ${namespace ? `${namespace}/` : ""}${name ?? "(no name)"}`;
}

/** The lines on which a secrets rule matched, reported or silenced: their values are never printed, by no rule's frame. */
function linesWithSecrets(report: Report, file: string): ReadonlySet<number> {
  const places = [...report.findings, ...report.suppressed].filter(
    (place) => place.file === file && place.rule.startsWith("secrets/"),
  );
  return new Set(places.flatMap(({ range }) => [range.start.line, range.end.line]));
}

/** What code frames of a file are cut from. */
interface Frames {
  readonly lines: readonly string[] | undefined;
  /** Lines of which the key alone is shown, 1-based. */
  readonly secretLines: ReadonlySet<number>;
}

function resourceBlock(
  findings: readonly ReportFinding[],
  { lines: source, secretLines }: Frames,
  style: Style,
): string {
  const [first] = findings;
  const lines = [`  ${first ? resourceKey(first) : ""}`];
  for (const [, here] of groupBy(findings, ({ range }) => JSON.stringify(range))) {
    for (const finding of here) lines.push(findingLine(finding, style));
    const [shown] = here;
    if (shown) lines.push(...codeFrame(shown.range, source, secretLines.has(shown.range.start.line), style));
    for (const { file, range, message } of here.flatMap(({ related = [] }) => related)) {
      lines.push(style("dim", `      ↳ ${file}:${range.start.line}:${range.start.column} ${message}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

function findingLine(finding: ReportFinding, style: Style): string {
  const { line, column } = finding.range.start;
  const mark = style(finding.level, `${MARKS[finding.level]} ${finding.severity}`);
  const notes = [finding.fixable ? "fixable" : "", finding.needsWaiver ? "needs a waiver" : ""].filter(
    (note) => note !== "",
  );
  const suffix = notes.length > 0 ? style("dim", ` (${notes.join(", ")})`) : "";
  return `    ${line}:${column}  ${mark}  ${finding.message}${suffix}\n      ${style("dim", finding.rule)}  ${style("link", finding.docs)}`;
}

function codeFrame(
  range: ReportRange,
  lines: readonly string[] | undefined,
  secret: boolean,
  style: Style,
): string[] {
  const source = lines?.[range.start.line - 1]?.replace(/\t/g, " ");
  if (source === undefined) return [];
  const shown = secret ? maskValue(source) : source;
  const number = String(range.start.line);
  const width =
    range.end.line === range.start.line
      ? range.end.column - range.start.column
      : source.length - range.start.column + 1;
  const gutter = " ".repeat(number.length);
  const from = Math.max(0, range.start.column - FRAME_WIDTH / 2);
  const text = shown.slice(from, from + FRAME_WIDTH);
  const carets = "^".repeat(Math.max(1, Math.min(width, FRAME_WIDTH - (range.start.column - 1 - from))));
  return [
    `      ${style("dim", `${number} │`)} ${text}`,
    `      ${style("dim", `${gutter} │`)} ${" ".repeat(range.start.column - 1 - from)}${carets}`,
  ];
}

/** Hides what stands after the key of a line, or the whole line where there is no key. */
function maskValue(line: string): string {
  const key = /^(\s*(?:- )?["']?[\w./-]+["']?\s*:)\s*\S/.exec(line);
  return key ? `${key[1]} •••` : `${/^\s*(?:- )?/.exec(line)?.[0] ?? ""}•••`;
}

function summary(report: Report, style: Style): string {
  const { files, documents, rules, findings, suppressed, skipped, errors } = report.summary;
  const total = SEVERITIES.reduce((sum, severity) => sum + findings[severity], 0);
  const levels = new Map<string, number>();
  for (const { level } of report.findings) levels.set(level, (levels.get(level) ?? 0) + 1);
  const counts = SEVERITIES.filter((severity) => findings[severity] > 0).map(
    (severity) => `${findings[severity]} ${severity}`,
  );
  const head =
    total === 0
      ? style("bold", "No findings")
      : style("bold", `${total} ${total === 1 ? "finding" : "findings"}`);
  const blocking = levels.get("block") ?? 0;
  const parts = [
    `${head}${counts.length > 0 ? ` (${counts.join(", ")})` : ""}`,
    ...(blocking > 0 ? [style("block", `${blocking} block`)] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(errors > 0 ? [style("block", `${errors} ${errors === 1 ? "error" : "errors"}`)] : []),
  ];
  const scope = `${documents} ${documents === 1 ? "document" : "documents"} in ${files} ${files === 1 ? "file" : "files"}, ${rules} rules, profile ${report.profile}, Kubernetes ${report.kubernetesVersion}`;
  return `${parts.join(" · ")}\n${style("dim", scope)}`;
}
