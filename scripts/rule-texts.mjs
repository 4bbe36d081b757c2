import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** Fields of rules that only generators read. */
export const PAGE_FIELDS = ["controls"];

/** Fields of rules that are told to people alone: they can be read when somebody asks. */
export const RULE_TEXTS = [...PAGE_FIELDS, "why", "remediation", "waive"];

/** Fields of rules that are tables: the bundle of Node reads them from a file beside it when it starts. */
export const RULE_TABLES = ["title", "severity", "appliesTo", "fixable", "equivalents", "standards", "since"];

/** Fields that every rule has. */
const REQUIRED = new Set(["title", "severity", "appliesTo", "why", "remediation", "since"]);

const REGISTRY = /[\\/]engine[\\/]rules[\\/]registry\.ts$/;
const RULE_FILE = /[\\/]engine[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/;
const TABLES_FILE = "./data/tables.json";

/** The check of a rule over whole scopes, as the formatter writes it. */
const SCOPE_CHECK = /(defineInventoryRule\(\{\n[\s\S]*?)^ {2}check\([\s\S]*?^ {2}\},\n(?=\}\))/gm;

/**
 * Leaves fields out of the rules of a bundle; those that every rule has become empty. It knows the fields by the form
 * in which the formatter writes them at the first level of a definition; what is written otherwise stays.
 *
 * @param fields the names of the fields
 * @param options `tables`: put the fields of RULE_TABLES back when the bundle starts, from the file beside it;
 *   `documentsOnly`: leave out the checks over whole scopes too
 * @returns a plugin of esbuild
 */
export function withoutRuleTexts(fields, { tables = false, documentsOnly = false } = {}) {
  const all = tables ? [...fields, ...RULE_TABLES] : fields;
  const property = new RegExp(`^ {2}(${all.join("|")}):[\\s\\S]*?,\\n(?= {2}[a-zA-Z]|\\})`, "gm");
  return {
    name: "without-rule-texts",
    setup({ onLoad }) {
      onLoad({ filter: RULE_FILE }, async ({ path: file }) => {
        const source = (await readFile(file, "utf8")).replace(property, (_whole, name) =>
          REQUIRED.has(name) ? `  ${name}: "",\n` : "",
        );
        const contents = documentsOnly ? source.replace(SCOPE_CHECK, "$1  check() {},\n") : source;
        return { contents, loader: "ts" };
      });
      if (!tables) return;
      onLoad({ filter: REGISTRY }, async ({ path: file }) => {
        const source = await readFile(file, "utf8");
        const contents = `import tables from "${TABLES_FILE}";\n${source}`.replace(
          /^export const inventoryRules/m,
          "for (const rule of rules) Object.assign(rule, tables.rules[rule.id]);\n$&",
        );
        return { contents, loader: "ts" };
      });
    },
  };
}

/** What bundles leave out of the rules, by rule id: the texts that are shown to people, and the tables. */
export async function ruleData(root) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["engine/rules/registry.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    logLevel: "error",
    alias: { yaml: path.join(root, "node_modules/yaml/browser/index.js") },
  });
  const module = { exports: {} };
  new Function("module", "exports", "require", outputFiles[0].text)(module, module.exports, () => ({}));
  const pick = (fields) =>
    Object.fromEntries(
      module.exports.rules.map((rule) => [
        rule.id,
        Object.fromEntries(
          fields.flatMap((field) => (rule[field] === undefined ? [] : [[field, rule[field]]])),
        ),
      ]),
    );
  return { texts: pick(["why", "remediation", "waive"]), tables: pick(RULE_TABLES) };
}
