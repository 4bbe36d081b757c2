import { LAYERS, SEVERITIES, type Severity } from "../rules/rule";
import { counted } from "./counted";
import { escapeXml } from "./escape";
import { htmlPage } from "./html-page";
import type { Report, ReportFinding } from "./report";

/**
 * The report as one HTML file: no script, no address that is fetched, readable on paper and by a screen reader. The
 * charts are tables whose cells carry the number as text and a bar as decoration.
 */
export function htmlReport(report: Report): string {
  const { summary } = report;
  const total = report.findings.length;
  const blocking = report.findings.filter(({ level }) => level === "block").length;
  const title = `Rampart: ${total} ${total === 1 ? "finding" : "findings"}`;
  const header = `
<h1>Rampart</h1>
<p>${verdict(blocking)} ${counted(summary.documents, "document")} in ${counted(summary.files, "file")}, ${summary.rules} rules, profile <b>${escapeXml(report.profile)}</b>, Kubernetes ${escapeXml(report.kubernetesVersion)}. ${summary.suppressed} suppressed, ${summary.skipped} skipped, ${summary.errors} unreadable.</p>
`;
  const main = `<section aria-label="Charts" class="charts">
${chart("By severity", SEVERITIES, ({ severity }) => severity, report.findings)}
${chart("By layer", LAYERS, ({ layer }) => layer, report.findings)}
${chart("By namespace", namespacesOf(report.findings), namespaceOf, report.findings)}
</section>
${sections(report.findings)}
${errors(report)}`;
  return htmlPage(title, header, main);
}

function verdict(blocking: number): string {
  if (blocking === 0) return '<strong class="ok">Nothing blocks.</strong>';
  return `<strong class="block">${blocking} ${blocking === 1 ? "finding blocks" : "findings block"}.</strong>`;
}

function namespaceOf({ resource }: ReportFinding): string {
  return resource.namespace ?? "(none)";
}

/** Namespaces with the most findings first, at most twelve. */
function namespacesOf(findings: readonly ReportFinding[]): string[] {
  const counts = new Map<string, number>();
  for (const finding of findings)
    counts.set(namespaceOf(finding), (counts.get(namespaceOf(finding)) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, 12)
    .map(([name]) => name);
}

function chart(
  caption: string,
  names: readonly string[],
  key: (finding: ReportFinding) => string,
  findings: readonly ReportFinding[],
): string {
  const counts = names.map((name) => findings.filter((finding) => key(finding) === name).length);
  const most = Math.max(1, ...counts);
  const rows = names.map((name, index) => {
    const count = counts[index] ?? 0;
    const width = Math.round((count / most) * 100);
    return `<tr><th scope="row">${escapeXml(name)}</th><td class="number">${count}</td><td class="bar"><span class="${barClass(name)}" style="width:${width}%"></span></td></tr>`;
  });
  return `<table class="chart"><caption>${caption}</caption><tbody>${rows.join("")}</tbody></table>`;
}

function barClass(name: string): string {
  return (SEVERITIES as readonly string[]).includes(name) ? name : "plain";
}

function sections(findings: readonly ReportFinding[]): string {
  if (findings.length === 0) return "<p>No findings.</p>";
  const byFile = new Map<string, ReportFinding[]>();
  for (const finding of findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  return [...byFile]
    .map(
      ([file, own]) =>
        `<section><h2>${escapeXml(file)}</h2>\n<table class="findings"><thead><tr><th scope="col">Line</th><th scope="col">Severity</th><th scope="col">Level</th><th scope="col">Resource</th><th scope="col">Finding</th></tr></thead><tbody>\n${own.map(row).join("\n")}\n</tbody></table></section>`,
    )
    .join("\n");
}

function row(finding: ReportFinding): string {
  const { resource, range, severity, level, message, rule, docs, title } = finding;
  const name = [
    resource.kind,
    [resource.namespace, resource.name].filter((part) => part !== undefined).join("/"),
  ].join(" ");
  return `<tr><td class="number">${range.start.line}</td><td>${mark(severity)}</td><td>${level}</td><td>${escapeXml(name)}</td><td>${escapeXml(message)}<br><a href="${escapeXml(docs)}" title="${escapeXml(title)}">${escapeXml(rule)}</a></td></tr>`;
}

function mark(severity: Severity): string {
  return `<span class="severity ${severity}">${severity}</span>`;
}

function errors(report: Report): string {
  if (report.errors.length === 0) return "";
  const items = report.errors.map(
    ({ file, range, message }) =>
      `<li><code>${escapeXml(file)}${range ? `:${range.start.line}` : ""}</code> ${escapeXml(message)}</li>`,
  );
  return `<section><h2>Could not be read</h2><ul>${items.join("")}</ul></section>`;
}
