import { SEVERITIES } from "../rules/rule";
import { escapeMarkdown } from "./escape";
import type { Report, ReportFinding } from "./report";

/** Comments of pull requests hold 65,536 characters; more rows than this are summed up. */
const MAX_ROWS = 200;

/** The report as Markdown for a pull request: a verdict, counts, one table of what blocks and one of the rest. */
export function markdownReport(report: Report): string {
  const blocking = report.findings.filter(({ level }) => level === "block");
  const rest = report.findings.filter(({ level }) => level !== "block");
  const { findings, files, documents } = report.summary;
  const counts = SEVERITIES.filter((severity) => findings[severity] > 0).map(
    (severity) => `${findings[severity]} ${severity}`,
  );
  const verdict =
    blocking.length > 0
      ? `**${blocking.length} ${blocking.length === 1 ? "finding blocks" : "findings block"}**`
      : "**Nothing blocks**";
  return [
    "## Rampart",
    `${verdict} · ${counts.length > 0 ? counts.join(", ") : "no findings"} · ${documents} documents in ${files} files · profile \`${report.profile}\`, Kubernetes ${report.kubernetesVersion}`,
    ...table("Blocks", blocking),
    ...table("Warnings and hints", rest),
    ...(report.errors.length > 0
      ? [
          `### Could not be read\n\n${report.errors.map(({ file, message }) => `- \`${file}\`: ${escapeMarkdown(message)}`).join("\n")}`,
        ]
      : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function table(title: string, findings: readonly ReportFinding[]): string[] {
  if (findings.length === 0) return [];
  const rows = findings.slice(0, MAX_ROWS).map((finding) => {
    const place = `${finding.file}:${finding.range.start.line}`;
    return `| ${finding.severity} | \`${place.replace(/[`|]/g, "")}\` | ${escapeMarkdown(finding.message)} | [${finding.rule}](${finding.docs}) |`;
  });
  const more = findings.length > MAX_ROWS ? `\n\n… and ${findings.length - MAX_ROWS} more` : "";
  return [`### ${title}\n\n| severity | where | what | rule |\n|---|---|---|---|\n${rows.join("\n")}${more}`];
}
