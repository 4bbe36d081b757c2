import { githubReport } from "./github";
import { gitlabReport } from "./gitlab";
import { htmlReport } from "./html";
import { jsonReport, jsonReportParts } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import { policyReport } from "./policy-report";
import type { Report } from "./report";
import { sarifReport, sarifReportParts } from "./sarif";

/** The formats that need the report alone, by the name that `--format` takes; `text` also needs the source lines. */
export const REPORT_FORMATS = {
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: markdownReport,
  html: htmlReport,
  github: githubReport,
  gitlab: gitlabReport,
  policyreport: (report: Report) => policyReport(report, "wgpolicyk8s.io"),
  openreports: (report: Report) => policyReport(report, "openreports.io"),
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

/** The formats that can be printed in parts; the parts make the same bytes. */
export const REPORT_PARTS: Readonly<Record<string, (report: Report) => Iterable<string>>> = {
  json: jsonReportParts,
  sarif: sarifReportParts,
};

/** Every value of `--format`. */
export const FORMAT_NAMES = [
  "text",
  ...(Object.keys(REPORT_FORMATS) as (keyof typeof REPORT_FORMATS)[]),
] as const;
