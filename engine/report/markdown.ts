import { SEVERITIES } from "../rules/rule";
import { counted } from "./counted";
import { escapeMarkdown } from "./escape";
import type { Report, ReportFinding } from "./report";

/** Comments of pull requests hold 65,536 characters; what goes beyond is summed up. */
const MOST_CHARACTERS = 60_000;

/** Takes lines, in their order, as long as there is room in the whole report. */
type Take = (lines: readonly string[]) => { readonly taken: readonly string[]; readonly more: string };

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
  const scope = `${counted(documents, "document")} in ${counted(files, "file")}`;
  const take = room(MOST_CHARACTERS);
  return [
    "## Rampart",
    `${verdict} · ${counts.length > 0 ? counts.join(", ") : "no findings"} · ${scope} · profile \`${report.profile}\`, Kubernetes ${report.kubernetesVersion}`,
    ...table("Blocks", blocking, take),
    ...errors(report, take),
    ...table("Warnings and hints", rest, take),
  ]
    .join("\n\n")
    .concat("\n");
}

function room(characters: number): Take {
  let left = characters;
  return (lines) => {
    let count = 0;
    while (count < lines.length && left >= (lines[count]?.length ?? 0) + 1) {
      left -= (lines[count]?.length ?? 0) + 1;
      count++;
    }
    const more = lines.length - count;
    return { taken: lines.slice(0, count), more: more > 0 ? `\n\n… and ${more} more` : "" };
  };
}

function table(title: string, findings: readonly ReportFinding[], take: Take): string[] {
  if (findings.length === 0) return [];
  const { taken, more } = take(
    findings.map(
      ({ severity, file, range, message, rule, docs }) =>
        `| ${severity} | ${code(`${file}:${range.start.line}`)} | ${escapeMarkdown(message)} | [${rule}](${docs}) |`,
    ),
  );
  return [
    `### ${title}\n\n| severity | where | what | rule |\n|---|---|---|---|\n${taken.join("\n")}${more}`,
  ];
}

function errors(report: Report, take: Take): string[] {
  if (report.errors.length === 0) return [];
  const { taken, more } = take(
    report.errors.map(({ file, message }) => `- ${code(file)}: ${escapeMarkdown(message)}`),
  );
  return [`### Could not be read\n\n${taken.join("\n")}${more}`];
}

/** A file name in a cell: without what would end the code or the cell. */
function code(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, "")}\``;
}
