import type { Level } from "../policy/configuration";
import type { Report } from "./report";

const COMMANDS: Readonly<Record<Level, string>> = { block: "error", warn: "warning", hint: "notice" };

/** The report as workflow commands of GitHub Actions: one annotation a finding. */
export function githubReport(report: Report): string {
  const findings = report.findings.map(({ level, file, range, rule, message }) => {
    const place = [
      `file=${property(file)}`,
      `line=${range.start.line}`,
      `col=${range.start.column}`,
      `endLine=${range.end.line}`,
      `endColumn=${range.end.column}`,
      `title=${property(rule)}`,
    ];
    return `::${COMMANDS[level]} ${place.join(",")}::${data(message)}`;
  });
  const errors = report.errors.map(
    ({ file, range, message }) =>
      `::error file=${property(file)}${range ? `,line=${range.start.line}` : ""}::${data(message)}`,
  );
  return [...findings, ...errors].map((line) => `${line}\n`).join("");
}

function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
