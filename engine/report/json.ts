import { jsonParts } from "./json-parts";
import type { Report } from "./report";

/** The JSON report: two-space indentation and a final newline. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The same bytes in parts, for reports that are too long for one string. */
export function jsonReportParts(report: Report): Iterable<string> {
  return jsonParts(report, [["findings"], ["suppressed"]]);
}
