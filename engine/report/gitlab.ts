import type { Severity } from "../rules/rule";
import type { Report } from "./report";

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};

/** The report as GitLab code quality JSON (a subset of the Code Climate specification). */
export function gitlabReport(report: Report): string {
  const issues = report.findings.map(({ message, rule, fingerprint, severity, file, range }) => ({
    description: message,
    check_name: rule,
    fingerprint,
    severity: SEVERITY[severity],
    location: { path: file, lines: { begin: range.start.line, end: range.end.line } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
