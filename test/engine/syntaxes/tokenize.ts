import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import oniguruma from "vscode-oniguruma";
import textmate, { type IRawGrammar } from "vscode-textmate";

/** One token: its text, and its scopes without the file's own (`source.yaml`) from the outermost to the innermost. */
export type Token = readonly [text: string, ...scopes: string[]];

/** Tokenises YAML, line by line, with the grammars that package.json contributes. */
export type Tokenize = (text: string) => Token[][];

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

const ROOT = join(__dirname, "../../..");
const STAND_IN = join(__dirname, "yaml-stand-in.json");

/** The YAML grammars to inject into: our own stand-in, and those of VS Code where the editor's tests installed it. */
export const YAML_GRAMMARS: readonly (readonly [name: string, folder: string | undefined])[] = [
  ["a stand-in", undefined],
  ...["1.100", "1.139"].flatMap((version) => {
    const host = join(homedir(), `.cache/kube-rampart/vscode-${version}/node_modules/code-server/lib/vscode`);
    const folder = join(host, "extensions/yaml/syntaxes");
    return existsSync(folder) ? [[`the grammar of VS Code ${version}`, folder] as const] : [];
  }),
];

/**
 * Loads the contributed grammars beside a YAML grammar.
 *
 * @param folder VS Code's own YAML grammars; without it the stand-in
 */
export async function createTokenizer(folder: string | undefined): Promise<Tokenize> {
  const contributions: readonly Contribution[] = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))
    .contributes.grammars;
  const files = new Map(contributions.map(({ scopeName, path }) => [scopeName, join(ROOT, path)]));
  files.set("source.yaml", folder ? join(folder, "yaml.tmLanguage.json") : STAND_IN);
  for (const dialect of folder ? ["1.0", "1.1", "1.2", "1.3", "embedded"] : [])
    files.set(`source.yaml.${dialect}`, join(folder ?? "", `yaml-${dialect}.tmLanguage.json`));
  const wasm = join(dirname(createRequire(__filename).resolve("vscode-oniguruma")), "onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scopeName): Promise<IRawGrammar | null> => {
      const file = files.get(scopeName);
      return file ? textmate.parseRawGrammar(readFileSync(file, "utf8"), file) : null;
    },
    getInjections: (scopeName) =>
      contributions.filter(({ injectTo }) => injectTo?.includes(scopeName)).map((each) => each.scopeName),
  });
  const grammar = await registry.loadGrammar("source.yaml");
  if (!grammar) throw new Error("there is no grammar for YAML");
  return (text) => {
    let state = textmate.INITIAL;
    return text.split("\n").map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(
        ({ startIndex, endIndex, scopes }): Token => [line.slice(startIndex, endIndex), ...scopes.slice(1)],
      );
    });
  };
}
