import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** Fields of rules that only generators read. */
export const PAGE_FIELDS = ["controls"];

/** Fields of rules that are told to people alone: they can be read when somebody asks. */
export const RULE_TEXTS = [...PAGE_FIELDS, "why", "remediation", "waive"];

/** Fields that every rule has. */
const REQUIRED = new Set(["why", "remediation"]);

/**
 * Leaves fields out of the rules of a bundle; those that every rule has become empty. It knows the fields by the form
 * in which the formatter writes them at the first level of a definition; what is written otherwise stays.
 *
 * @returns a plugin of esbuild
 */
export function withoutRuleTexts(fields) {
  const property = new RegExp(`^ {2}(${fields.join("|")}):[\\s\\S]*?,\\n(?= {2}[a-zA-Z]|\\})`, "gm");
  return {
    name: "without-rule-texts",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]engine[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, async ({ path: file }) => {
        const source = await readFile(file, "utf8");
        const contents = source.replace(property, (_whole, name) =>
          REQUIRED.has(name) ? `  ${name}: "",\n` : "",
        );
        return { contents, loader: "ts" };
      });
    },
  };
}

/** The texts that hover and the page of a rule show, by rule id. */
export async function ruleTexts(root) {
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
  return Object.fromEntries(
    module.exports.rules.map(({ id, why, remediation, waive }) => [
      id,
      { why, remediation, ...(waive === undefined ? {} : { waive }) },
    ]),
  );
}
