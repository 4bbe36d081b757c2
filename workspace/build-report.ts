import type { ManifestFile } from "../engine/analyze-file";
import { applyFixes } from "../engine/fixes/apply-fixes";
import type { Fix } from "../engine/fixes/fix";
import { formatKubernetesVersion } from "../engine/kubernetes/kubernetes-version";
import type { JudgedFinding } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { ruleUrl, VERSION } from "../engine/project";
import type { Report, ReportFinding, ReportRange, ReportResource } from "../engine/report/report";
import { ruleById, rules } from "../engine/rules/registry";
import { layerOf, type Severity } from "../engine/rules/rule";
import { locate } from "../engine/yaml/locate";
import { createLineIndex, type LineIndex, type Position } from "../engine/yaml/text-position";
import type { ScannedFile, ScanResult } from "./scan";

/** What a report holds beside the scan itself. */
export interface ReportOptions {
  readonly policy: Policy;
  /** Carry the edits of every fix. */
  readonly withFixes: boolean;
  /** Leave out milder findings. */
  readonly minSeverity?: Severity;
}

/** Turns a scan into the report that every format prints. Sorted by file, start, rule and path. */
export function buildReport(result: ScanResult, options: ReportOptions): Report {
  const byName = new Map(result.files.map((scanned) => [scanned.file.file, scanned]));
  const wanted = severitiesFrom(options.minSeverity);
  const findings = result.files
    .flatMap((scanned) => reportFile(scanned, byName, options))
    .filter(({ severity }) => wanted.has(severity));
  const suppressed = result.files.flatMap(({ file, judged }) =>
    judged.suppressed.map((each) => ({
      rule: each.finding.rule,
      file: file.file,
      range: rangeOf(each.start, each.end),
      resource: resourceOf(each),
      by: each.by,
      ...(each.reason === undefined ? {} : { reason: each.reason }),
    })),
  );
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of findings) counts[severity]++;
  return {
    version: 1,
    tool: { name: "rampart", version: VERSION },
    profile: options.policy.profile.name,
    kubernetesVersion: formatKubernetesVersion(options.policy.options.kubernetesVersion),
    summary: {
      files: result.files.length,
      documents: result.documents,
      rules: rules.filter(options.policy.isEnabled).length,
      findings: counts,
      suppressed: suppressed.length,
      skipped: result.skipped.length,
      errors: result.errors.length,
    },
    findings,
    suppressed,
    skipped: [...result.skipped].sort((a, b) => compare(a.file, b.file) || compare(a.reason, b.reason)),
    errors: result.errors
      .map(({ file, start, end, message }) => ({
        file,
        ...(start && end ? { range: rangeOf(start, end) } : {}),
        message,
      }))
      .sort((a, b) => compare(a.file, b.file)),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function severitiesFrom(least: Severity | undefined): ReadonlySet<Severity> {
  const order: readonly Severity[] = ["low", "medium", "high", "critical"];
  return new Set(order.slice(least ? order.indexOf(least) : 0));
}

function reportFile(
  scanned: ScannedFile,
  byName: ReadonlyMap<string, ScannedFile>,
  options: ReportOptions,
): ReportFinding[] {
  const { file, judged } = scanned;
  const lines = createLineIndex(file.text);
  return judged.findings.map((each) => {
    const { finding } = each;
    const rule = ruleById(finding.rule);
    const scopes = scanned.scopesOf(finding);
    const fixes = options.withFixes
      ? finding.fixes.flatMap((fix) => reportFix(file, lines, each, fix))
      : undefined;
    const related = relatedOf(each, file, byName);
    return {
      rule: finding.rule,
      title: rule?.title ?? finding.rule,
      layer: layerOf(finding.rule),
      severity: finding.severity,
      level: each.level,
      message: finding.message,
      file: file.file,
      range: rangeOf(each.start, each.end),
      resource: resourceOf(each),
      path: finding.path,
      ...(scopes.length > 0 ? { scopes } : {}),
      fingerprint: each.fingerprint,
      ...(related.length > 0 ? { related } : {}),
      fixable: finding.fixes.length > 0,
      ...(fixes && fixes.length > 0 ? { fixes } : {}),
      ...(each.needsWaiver ? { needsWaiver: true as const } : {}),
      ...(rule?.standards ? { standards: rule.standards } : {}),
      docs: ruleUrl(finding.rule),
    };
  });
}

function reportFix(file: ManifestFile, lines: LineIndex, judged: JudgedFinding, fix: Fix) {
  const { edits } = applyFixes(file, [{ finding: judged.finding, fix }]);
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
}

function relatedOf(judged: JudgedFinding, file: ManifestFile, byName: ReadonlyMap<string, ScannedFile>) {
  const { finding, location } = judged;
  const places = finding.related.flatMap(({ fact, path, message }) => {
    const holder = fact ? byName.get(fact.source.file)?.file : file;
    const document = holder?.documents[fact?.source.document ?? finding.document];
    if (!holder || !document) return [];
    const { start, end } = locate(document.yaml, fact?.source.base ?? finding.base, path);
    return placeIn(holder, start + document.slice.start, end + document.slice.start, message);
  });
  if (!location.anchor) return places;
  return [
    ...places,
    placeIn(file, location.anchor.start, location.anchor.end, "the anchor that is referred to here"),
  ];
}

function placeIn(file: ManifestFile, start: number, end: number, message: string) {
  const lines = createLineIndex(file.text);
  return { file: file.file, range: rangeOf(lines.position(start), lines.position(end)), message };
}

function resourceOf({ finding }: JudgedFinding): ReportResource {
  const { apiVersion, kind, namespace, name } = finding.resource;
  return {
    apiVersion,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

/** 0-based positions → the 1-based range of reports. */
function rangeOf(start: Position, end: Position): ReportRange {
  return {
    start: { line: start.line + 1, column: start.column + 1 },
    end: { line: end.line + 1, column: end.column + 1 },
  };
}
