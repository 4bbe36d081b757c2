import { enforcementPage } from "../engine/export/enforcement-page";
import { jsonSchema } from "../engine/policy/json-schema";
import { rulePage } from "../engine/report/rule-page";
import { rules } from "../engine/rules/registry";
import { LAYERS, layerOf } from "../engine/rules/rule";
import { coveragePage } from "./coverage-page";
import { statementsPage } from "./statements-page";

/**
 * Every generated page by its path in the repository.
 *
 * @param readExample reads an example by its name below docs/examples; `undefined` where there is none
 */
export function generateDocs(readExample: (name: string) => string | undefined): Record<string, string> {
  const pages: Record<string, string> = {
    "docs/rules.md": index(),
    "docs/coverage.md": coveragePage(),
    "docs/enforcement.md": enforcementPage(),
    "docs/statements.md": statementsPage(),
    "docs/rampart.schema.json": `${JSON.stringify(jsonSchema(), null, 2)}\n`,
  };
  for (const rule of rules) {
    const bad = readExample(`${rule.id}.bad.yaml`);
    const good = readExample(`${rule.id}.good.yaml`);
    pages[`docs/rules/${rule.id}.md`] = rulePage(
      rule,
      bad !== undefined && good !== undefined ? { bad, good } : undefined,
    );
  }
  return pages;
}

function index(): string {
  const sections = LAYERS.map((layer) => {
    const rows = rules
      .filter(({ id }) => layerOf(id) === layer)
      .map(
        ({ id, title, severity, opinion }) =>
          `| [\`${id}\`](rules/${id}.md) | ${severity} | ${title} | ${opinion ? "off" : "on"} |`,
      );
    return `## ${layer}\n\n| rule | severity | what it finds | by default |\n|---|---|---|---|\n${rows.join("\n")}`;
  });
  return `# Rules\n\n${rules.length} rules in ${LAYERS.length} layers. This page and those it links to are generated from the rules.\n\n${sections.join("\n\n")}\n`;
}
