import type { Level } from "../policy/configuration";
import { REPOSITORY_URL, ruleUrl } from "../project";
import { ruleById } from "../rules/registry";
import { layerOf, type Rule, type Severity } from "../rules/rule";
import { jsonParts } from "./json-parts";
import type { Report, ReportFinding, ReportRange, ReportSuppressed } from "./report";

/** GitHub's code scanning takes at most so many results of a run; the rest is dropped, mildest first, and said so. */
const MAX_RESULTS = 25_000;

const LEVELS: Readonly<Record<Level, "error" | "warning" | "note">> = {
  block: "error",
  warn: "warning",
  hint: "note",
};

/** GitHub's `security-severity` is a CVSS-like number: over 9.0 critical, 7.0 high, 4.0 medium. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
};

const SEVERITY_LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/**
 * The report as SARIF 2.1.0 (OASIS standard), with relative URIs, one rule entry for each rule that occurs, partial
 * fingerprints, suppressions and, where the report carries them, fixes. Columns are UTF-16 code units.
 */
export function sarifReport(report: Report): string {
  return `${JSON.stringify(sarifLog(report), null, 2)}\n`;
}

/** The same bytes in parts, for reports that are too long for one string. */
export function sarifReportParts(report: Report): Iterable<string> {
  return jsonParts(sarifLog(report), [["runs", 0, "results"]]);
}

function sarifLog(report: Report) {
  const kept = withinLimit(report.findings);
  const ids = [
    ...new Set([...kept.map(({ rule }) => rule), ...report.suppressed.map(({ rule }) => rule)]),
  ].sort();
  const rules = ids.flatMap((id) => ruleById(id) ?? []);
  const index = new Map(rules.map((rule, at) => [rule.id as string, at]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Rampart",
            semanticVersion: report.tool.version,
            informationUri: REPOSITORY_URL,
            rules: rules.map(sarifRule),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: report.errors.length === 0,
            toolExecutionNotifications: [
              ...report.errors.map(({ file, range, message }) => ({
                level: "error",
                message: { text: message },
                locations: [location(file, range)],
              })),
              ...(kept.length < report.findings.length
                ? [
                    {
                      level: "warning",
                      message: {
                        text: `${report.findings.length - kept.length} findings are left out: a run holds at most ${MAX_RESULTS}`,
                      },
                    },
                  ]
                : []),
            ],
          },
        ],
        results: [
          ...kept.map((finding) => sarifResult(finding, index)),
          ...report.suppressed
            .slice(0, MAX_RESULTS - kept.length)
            .map((each) => suppressedResult(each, index)),
        ],
      },
    ],
  };
}

function withinLimit(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  if (findings.length <= MAX_RESULTS) return findings;
  const order: readonly Level[] = ["block", "warn", "hint"];
  const wanted = new Set(
    order.flatMap((level) => findings.filter((each) => each.level === level)).slice(0, MAX_RESULTS),
  );
  return findings.filter((finding) => wanted.has(finding));
}

function sarifRule(rule: Rule) {
  const tags = [
    "security",
    "kubernetes",
    layerOf(rule.id),
    ...Object.entries(rule.standards ?? {}).flatMap(([name, ids]) =>
      ids.map((id: string) => `${name}:${id}`),
    ),
  ];
  return {
    id: rule.id,
    name: rule.id
      .slice(rule.id.indexOf("/") + 1)
      .replace(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: {
      text: `${rule.why}\n\n${rule.remediation}`,
      markdown: `${rule.why}\n\n**How to fix:** ${rule.remediation}\n\n[${rule.id}](${ruleUrl(rule.id)})`,
    },
    helpUri: ruleUrl(rule.id),
    defaultConfiguration: { level: SEVERITY_LEVELS[rule.severity] },
    properties: { tags: tags.slice(0, 20), "security-severity": SECURITY_SEVERITY[rule.severity] },
  };
}

function sarifResult(finding: ReportFinding, index: ReadonlyMap<string, number>) {
  return {
    ruleId: finding.rule,
    ruleIndex: index.get(finding.rule) ?? -1,
    level: LEVELS[finding.level],
    message: { text: finding.message },
    locations: [
      { ...location(finding.file, finding.range), logicalLocations: [logicalLocation(finding.resource)] },
    ],
    ...(finding.related
      ? {
          relatedLocations: finding.related.map(({ file, range, message }, id) => ({
            id,
            ...location(file, range),
            message: { text: message },
          })),
        }
      : {}),
    partialFingerprints: { "rampart/v1": finding.fingerprint },
    ...(finding.fixes ? { fixes: finding.fixes.map(sarifFix) } : {}),
    properties: { severity: finding.severity, path: finding.path },
  };
}

function sarifFix(fix: NonNullable<ReportFinding["fixes"]>[number]) {
  const files = [...new Set(fix.edits.map(({ file }) => file))];
  return {
    description: { text: `${fix.title} (${fix.safety})` },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: fix.edits
        .filter((edit) => edit.file === file)
        .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
    })),
  };
}

function suppressedResult(suppressed: ReportSuppressed, index: ReadonlyMap<string, number>) {
  const rule = ruleById(suppressed.rule);
  const external = suppressed.by === "waiver" || suppressed.by === "baseline";
  return {
    ruleId: suppressed.rule,
    ruleIndex: index.get(suppressed.rule) ?? -1,
    level: SEVERITY_LEVELS[rule?.severity ?? "low"],
    message: { text: rule?.title ?? suppressed.rule },
    locations: [
      {
        ...location(suppressed.file, suppressed.range),
        logicalLocations: [logicalLocation(suppressed.resource)],
      },
    ],
    suppressions: [
      {
        kind: external ? "external" : "inSource",
        status: "accepted",
        justification: [suppressed.by, ...(suppressed.reason ? [suppressed.reason] : [])].join(": "),
      },
    ],
  };
}

function logicalLocation({ kind, namespace, name }: ReportFinding["resource"]) {
  return {
    kind: "resource",
    fullyQualifiedName: [namespace, kind, name].filter((part) => part !== undefined).join("/"),
  };
}

function location(file: string, range: ReportRange | undefined) {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(range ? { region: region(range) } : {}) },
  };
}

function region({ start, end }: ReportRange) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative URI reference of a path with forward slashes. */
function uriOf(file: string): string {
  return file === "-" ? "stdin" : file.split("/").map(encodeURIComponent).join("/");
}
