import { escapeXml } from "./escape";
import type { Report, ReportFinding } from "./report";

/**
 * The report as JUnit XML: one suite a file, one failed case a finding that blocks or warns; hints are cases that
 * pass with their text as output. A file without findings is a suite with one case that passes.
 */
export function junitReport(report: Report): string {
  const byFile = new Map<string, ReportFinding[]>();
  for (const finding of report.findings)
    byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  const suites = [...byFile].map(([file, findings]) => suite(file, findings));
  if (report.errors.length > 0) suites.push(errorSuite(report.errors));
  const failures = report.findings.filter(({ level }) => level !== "hint").length;
  const tests = Math.max(1, report.findings.length + report.errors.length);
  if (suites.length === 0) {
    suites.push(
      '  <testsuite name="rampart" tests="1" failures="0" errors="0">\n    <testcase name="no findings" classname="rampart"/>\n  </testsuite>',
    );
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rampart" tests="${tests}" failures="${failures}" errors="${report.errors.length}">\n${suites.join("\n")}\n</testsuites>\n`;
}

function suite(file: string, findings: readonly ReportFinding[]): string {
  const failures = findings.filter(({ level }) => level !== "hint").length;
  const cases = findings.map((finding) => {
    const { line, column } = finding.range.start;
    const name = `${finding.rule} ${finding.file}:${line}:${column}`;
    const text = escapeXml(`${finding.message}\n${finding.docs}`);
    const body =
      finding.level === "hint"
        ? `<system-out>${text}</system-out>`
        : `<failure type="${finding.severity}" message="${escapeXml(finding.message)}">${text}</failure>`;
    return `    <testcase name="${escapeXml(name)}" classname="${escapeXml(finding.rule)}" file="${escapeXml(finding.file)}" line="${line}">${body}</testcase>`;
  });
  return `  <testsuite name="${escapeXml(file)}" tests="${findings.length}" failures="${failures}" errors="0">\n${cases.join("\n")}\n  </testsuite>`;
}

function errorSuite(errors: Report["errors"]): string {
  const cases = errors.map(
    ({ file, message }) =>
      `    <testcase name="${escapeXml(file)}" classname="rampart"><error message="${escapeXml(message)}">${escapeXml(message)}</error></testcase>`,
  );
  return `  <testsuite name="unreadable" tests="${errors.length}" failures="0" errors="${errors.length}">\n${cases.join("\n")}\n  </testsuite>`;
}
