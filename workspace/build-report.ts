import { formatKubernetesVersion } from "../engine/kubernetes/kubernetes-version";
import type { JudgedFile, JudgedFinding } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { ruleUrl, VERSION } from "../engine/project";
import type { Report, ReportFinding, ReportResource } from "../engine/report/report";
import { ruleById, rules } from "../engine/rules/registry";
import { layerOf, type Severity } from "../engine/rules/rule";
import { type RowExtras, rangeOf, rowExtras } from "./file-rows";
import type { ScanError, ScanResult, SkippedPart } from "./scan";

/** What a report holds beside the scan itself. */
export interface ReportOptions {
  readonly policy: Policy;
  /** Carry the edits of every fix. */
  readonly withFixes: boolean;
  /** Leave out milder findings. */
  readonly minSeverity?: Severity;
}

/** A judged file, as a report takes it. */
export interface ReportedFile {
  readonly file: string;
  readonly judged: JudgedFile;
  extrasOf(judged: JudgedFinding): RowExtras;
  scopesOf(judged: JudgedFinding): readonly string[];
}

/** What a report is made of. */
export interface ReportParts {
  /** Sorted by name. */
  readonly files: readonly ReportedFile[];
  readonly documents: number;
  readonly skipped: readonly SkippedPart[];
  readonly errors: readonly ScanError[];
}

/** Turns a scan into the report that every format prints. Sorted by file, start, rule and path. */
export function buildReport(result: ScanResult, options: ReportOptions): Report {
  const byName = new Map(result.files.map(({ file }) => [file.file, file]));
  const files = result.files.map(({ file, judged, scopesOf }) => ({
    file: file.file,
    judged,
    extrasOf: (each: JudgedFinding) => rowExtras(file, each, (name) => byName.get(name), options.withFixes),
    scopesOf: (each: JudgedFinding) => scopesOf(each.finding),
  }));
  return assembleReport({ ...result, files }, options);
}

/** Assembles a report of judged files. */
export function assembleReport(parts: ReportParts, options: ReportOptions): Report {
  const wanted = severitiesFrom(options.minSeverity);
  const findings = parts.files.flatMap((file) =>
    file.judged.findings
      .filter(({ finding }) => wanted.has(finding.severity))
      .map((each) => reportFinding(file, each)),
  );
  const suppressed = parts.files.flatMap(({ file, judged }) =>
    judged.suppressed.map((each) => ({
      rule: each.finding.rule,
      file,
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
      files: parts.files.length,
      documents: parts.documents,
      rules: rules.filter(options.policy.isEnabled).length,
      findings: counts,
      suppressed: suppressed.length,
      skipped: parts.skipped.length,
      errors: parts.errors.length,
    },
    findings,
    suppressed,
    skipped: [...parts.skipped].sort((a, b) => compare(a.file, b.file) || compare(a.reason, b.reason)),
    errors: parts.errors
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

function reportFinding(file: ReportedFile, judged: JudgedFinding): ReportFinding {
  const { finding } = judged;
  const rule = ruleById(finding.rule);
  const scopes = file.scopesOf(judged);
  const { fixable, related, fixes } = file.extrasOf(judged);
  return {
    rule: finding.rule,
    title: rule?.title ?? finding.rule,
    layer: layerOf(finding.rule),
    severity: finding.severity,
    level: judged.level,
    message: finding.message,
    file: file.file,
    range: rangeOf(judged.start, judged.end),
    resource: resourceOf(judged),
    path: finding.path,
    ...(scopes.length > 0 ? { scopes } : {}),
    fingerprint: judged.fingerprint,
    ...(related.length > 0 ? { related } : {}),
    fixable,
    ...(fixes && fixes.length > 0 ? { fixes } : {}),
    ...(judged.needsWaiver ? { needsWaiver: true as const } : {}),
    ...(rule?.standards ? { standards: rule.standards } : {}),
    docs: ruleUrl(finding.rule),
  };
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
