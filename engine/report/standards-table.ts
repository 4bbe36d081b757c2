import type { Rule } from "../rules/rule";
import type { Control, StandardEdition } from "../standards/standard";
import { decides, matchesStandard } from "../standards/standards";
import { ruleSummary } from "./rule-page";

/** What is checked of standards, as text: each control with its rules, or why no manifest decides it. */
export function standardsText(editions: readonly StandardEdition[], rules: readonly Rule[]): string {
  const sections = editions.map((edition) => {
    const id = Math.max(...edition.controls.map((control) => control.id.length));
    const title = Math.max(...edition.controls.map((control) => control.title.length));
    const rows = edition.controls.map((control) => {
      const [first, ...more] = checkedBy(control, edition, rules);
      const indent = " ".repeat(id + title + 6);
      return [
        `  ${control.id.padEnd(id)}  ${control.title.padEnd(title)}  ${first ?? unchecked(control)}`,
        ...more.map((rule) => `${indent}${rule}`),
      ].join("\n");
    });
    return [edition.title, ...rows, count(edition, rules)].join("\n");
  });
  return `${sections.join("\n\n")}\n`;
}

/** The same as a Markdown table for each standard. */
export function standardsMarkdown(editions: readonly StandardEdition[], rules: readonly Rule[]): string {
  const sections = editions.map((edition) => {
    const rows = edition.controls.map((control) => {
      const own = checkedBy(control, edition, rules).map((rule) => `[\`${rule}\`](rules/${rule}.md)`);
      return `| ${control.id} | ${control.title} | ${own.join("<br>") || unchecked(control)} |`;
    });
    return `## ${edition.title}\n\n${count(edition, rules)}.\n\n| control | what it asks for | checked by |\n|---|---|---|\n${rows.join("\n")}`;
  });
  return `${sections.join("\n\n")}\n`;
}

/**
 * The same as JSON: `standards`, each with `name`, `edition`, `title` and `controls` (`id`, `title`, `rules`,
 * `undecidable` where no manifest decides it), and `rules`, the summaries of all rules that belong to one of them.
 */
export function standardsJson(editions: readonly StandardEdition[], rules: readonly Rule[]): string {
  const standards = editions.map((edition) => ({
    name: edition.name,
    ...(edition.edition === undefined ? {} : { edition: edition.edition }),
    title: edition.title,
    controls: edition.controls.map((control) => ({
      id: control.id,
      title: control.title,
      rules: checkedBy(control, edition, rules),
      ...(control.undecidable ? { undecidable: control.undecidable } : {}),
    })),
  }));
  const own = rules.filter((rule) =>
    editions.some(({ name, edition }) =>
      matchesStandard(rule, edition === undefined ? { name } : { name, edition }),
    ),
  );
  return `${JSON.stringify({ standards, rules: own.map(ruleSummary) }, null, 2)}\n`;
}

function checkedBy(control: Control, edition: StandardEdition, rules: readonly Rule[]): string[] {
  return rules.filter((rule) => decides(rule, control, edition.key)).map(({ id }) => id);
}

function unchecked({ undecidable }: Control): string {
  return undecidable ? `not decidable from manifests (${undecidable})` : "none of these rules";
}

function count(edition: StandardEdition, rules: readonly Rule[]): string {
  const checked = edition.controls.filter((control) => checkedBy(control, edition, rules).length > 0).length;
  return `${checked} of ${edition.controls.length} controls are checked`;
}
