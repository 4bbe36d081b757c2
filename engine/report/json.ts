import type { Report } from "./report";

/** The JSON report: two-space indentation and a final newline. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
