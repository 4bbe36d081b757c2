import { ruleUrl } from "../engine/project";
import type { Rule, Standards } from "../engine/rules/rule";

const STANDARD_NAMES: Readonly<Record<keyof Standards, string>> = {
  pss: "Pod Security Standards",
  cis: "CIS Kubernetes",
  nsa: "NSA/CISA",
  mitre: "MITRE ATT&CK",
  owasp: "OWASP Kubernetes Top Ten",
};

/** The standards that a rule serves, as one line of Markdown; empty where it serves none. */
export function standardsLine({ standards }: Rule): string {
  return (Object.keys(STANDARD_NAMES) as (keyof Standards)[])
    .flatMap((key) =>
      standards?.[key]?.length ? [`${STANDARD_NAMES[key]}: ${standards[key].join(", ")}`] : [],
    )
    .join(" · ");
}

/** A rule explained, as a page of Markdown. */
export function ruleMarkdown(rule: Rule): string {
  const equivalents = Object.entries(rule.equivalents ?? {}).map(
    ([tool, ids]) => `- ${tool}: ${ids.map((id) => `\`${id}\``).join(", ")}`,
  );
  const kinds = rule.appliesTo.includes("*") ? "every resource" : rule.appliesTo.join(", ");
  const standards = standardsLine(rule);
  return [
    `# ${rule.title}`,
    `\`${rule.id}\` · severity ${rule.severity}${rule.opinion ? " · off unless asked for" : ""} · since ${rule.since}`,
    `## Why`,
    rule.why,
    `## How to fix`,
    rule.remediation,
    ...(rule.waive ? ["## When to waive", rule.waive] : []),
    "## Where it looks",
    kinds,
    ...(standards ? ["## Standards", standards] : []),
    ...(equivalents.length > 0 ? ["## In other tools", equivalents.join("\n")] : []),
    `[Documentation](${ruleUrl(rule.id)})`,
  ].join("\n\n");
}
