import { ruleUrl } from "../project";
import { layerOf, type Rule } from "../rules/rule";
import { controlsOf, STANDARD_EDITIONS } from "../standards/standards";

/** The manifests that show a rule: one it reports, one it accepts. */
export interface RuleExamples {
  readonly bad: string;
  readonly good: string;
}

/** The page of a rule in Markdown: what, why, how to fix, examples where given, standards, other tools' ids, when to waive. */
export function rulePage(rule: Rule, examples?: RuleExamples): string {
  const sections = [
    `# ${rule.title}`,
    [
      `\`${rule.id}\``,
      `layer ${layerOf(rule.id)}`,
      `severity ${rule.severity}`,
      ...(rule.opinion ? ["off by default (an opinion)"] : []),
      `since ${rule.since}`,
    ].join(" · "),
    `## Why it matters\n\n${rule.why}`,
    `## How to fix it\n\n${rule.remediation}`,
    ...(examples ? [example("Reported", examples.bad), example("Accepted", examples.good)] : []),
    `## When to waive it\n\n${rule.waive ?? "When the risk is known, somebody answers for it, and there is a date on which it is looked at again."}\n\nSilence one place with \`# rampart-ignore-next-line ${rule.id} -- reason\`; where a profile blocks, write a waiver in \`.rampart.yaml\`.`,
    ...standardsSection(rule),
    ...equivalentsSection(rule),
    `## Judged on\n\n${rule.appliesTo.map((kind) => (kind === "*" ? "every resource" : `\`${kind}\``)).join(", ")}${rule.scope === "inventory" ? ", together with the resources they live with" : ""}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function example(title: string, manifest: string): string {
  return `## ${title}\n\n\`\`\`yaml\n${manifest.trimEnd()}\n\`\`\``;
}

/** The controls that the rule decides, in every edition that we know. */
function standardsSection(rule: Rule): string[] {
  const levels = rule.standards?.pss ?? [];
  const rows = STANDARD_EDITIONS.filter(({ key }) => key !== "pss").flatMap((edition) => {
    const ids = controlsOf(rule, edition);
    return ids.length > 0 ? [`- ${edition.title}: ${ids.join(", ")}`] : [];
  });
  if (levels.length > 0) rows.unshift(`- Pod Security Standards: ${levels.join(", ")}`);
  return rows.length > 0 ? [`## Standards\n\n${rows.join("\n")}`] : [];
}

function equivalentsSection(rule: Rule): string[] {
  const rows = Object.entries(rule.equivalents ?? {}).map(([tool, ids]) => `- ${tool}: ${ids.join(", ")}`);
  return rows.length > 0 ? [`## The same control in other tools\n\n${rows.join("\n")}`] : [];
}

/** What `rampart rules --format json` prints of a rule. */
export function ruleSummary(rule: Rule) {
  return {
    id: rule.id,
    title: rule.title,
    layer: layerOf(rule.id),
    severity: rule.severity,
    why: rule.why,
    remediation: rule.remediation,
    appliesTo: rule.appliesTo,
    fixable: rule.fixable === true,
    defaultEnabled: rule.opinion !== true,
    standards: rule.standards ?? {},
    equivalents: rule.equivalents ?? {},
    since: rule.since,
    docs: ruleUrl(rule.id),
  };
}
