import { Command } from "commander";
import { rulePage, ruleSummary } from "../../engine/report/rule-page";
import { standardsJson, standardsMarkdown, standardsText } from "../../engine/report/standards-table";
import { ruleById, rules } from "../../engine/rules/registry";
import { LAYERS, layerOf, type Rule } from "../../engine/rules/rule";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { collect } from "../scan-paths";
import { knownEdition, knownLayer, knownRule, knownStandard } from "../selection";
import { styleFor } from "../terminal";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface RulesOptions {
  readonly format: string;
  readonly layer?: readonly string[];
  readonly standard?: readonly string[];
}

const FORMATS = ["text", "json", "markdown"] as const;

/** `rampart rules [ID]`: the catalogue, one rule explained, or what is checked of a standard. */
export function rulesCommand(exit: (status: number) => void): Command {
  return new Command("rules")
    .description("list the rules, explain one, or show what is checked of a standard")
    .argument("[id]", "the rule to explain")
    .option("--format <format>", FORMATS.join(", "), "text")
    .option("--layer <name>", "only the rules of these layers", collect)
    .option("--standard <name>", "the controls of these standards and the rules that check them", collect)
    .action(async (id: string | undefined, options: RulesOptions) => {
      const format = oneOf("--format", options.format, FORMATS);
      const layers = options.layer?.map(knownLayer);
      const standards = options.standard?.map((text) => knownEdition(knownStandard(text)));
      if (standards && id !== undefined)
        throw new UsageError("rules: a rule and --standard do not go together; name one of them");
      const wanted = id === undefined ? rules : rules.filter((rule) => rule.id === knownRule("rules", id));
      const listed = wanted.filter((rule) => !layers || layers.includes(layerOf(rule.id)));
      const table = { text: standardsText, json: standardsJson, markdown: standardsMarkdown }[format];
      await writeOutput(undefined, standards ? table(standards, listed) : print(listed, id, format));
      exit(EXIT.ok);
    });
}

function print(listed: readonly Rule[], id: string | undefined, format: (typeof FORMATS)[number]): string {
  const single = id === undefined ? undefined : ruleById(id);
  if (format === "json")
    return `${JSON.stringify(single ? ruleSummary(single) : listed.map(ruleSummary), null, 2)}\n`;
  if (single) return rulePage(single);
  return format === "markdown" ? markdownTable(listed) : textTable(listed);
}

function textTable(listed: readonly Rule[]): string {
  const style = styleFor(process.stdout);
  const width = Math.max(0, ...listed.map(({ id }) => id.length));
  const lines = LAYERS.flatMap((layer) => {
    const own = listed.filter(({ id }) => layerOf(id) === layer);
    if (own.length === 0) return [];
    return [
      style("bold", layer),
      ...own.map(
        (rule) =>
          `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${rule.title}${rule.opinion ? style("dim", " (off by default)") : ""}`,
      ),
    ];
  });
  return `${lines.join("\n")}\n${listed.length} rules\n`;
}

function markdownTable(listed: readonly Rule[]): string {
  const rows = listed.map(
    (rule) =>
      `| [\`${rule.id}\`](rules/${rule.id}.md) | ${rule.severity} | ${rule.title} | ${rule.opinion ? "off" : "on"} |`,
  );
  return `| rule | severity | what it finds | by default |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}
