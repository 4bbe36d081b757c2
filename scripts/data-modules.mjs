import { readFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { build } from "esbuild";

/** Modules that hold nothing but data: the server reads them from a file beside it when it starts. */
const DATA_MODULES =
  /[\\/](engine[\\/]kubernetes[\\/](enum-values|api-version-lives)|engine[\\/]control-plane[\\/]removed-flags|engine[\\/]policy[\\/]configuration-schema|engine[\\/]standards[\\/](cis-\w+|mitre|nsa|owasp-\d+)|engine[\\/]access[\\/]dangerous-grants|engine[\\/]references[\\/]reference-rows|server[\\/]data[\\/](field-notes|field-values|api-resources|security-context-keys))\.ts$/;

/** The file beside the bundle. */
const DATA_FILE = "./data/tables.json";

/**
 * Takes modules of data out of a bundle.
 *
 * @param root the repository
 * @param tables receives what they export, by their path
 * @returns a plugin of esbuild
 */
export function dataModulesBeside(root, tables) {
  return {
    name: "data-modules-beside",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\/data\/tables\.json$/ }, () => ({ path: DATA_FILE, external: true }));
      onLoad({ filter: DATA_MODULES }, async ({ path: file }) => {
        const key = path.relative(root, file).split(path.sep).join("/").replace(/\.ts$/, "");
        const values = await evaluate(file);
        tables[key] = values;
        const names = Object.keys(values);
        const contents = [
          `import tables from "${DATA_FILE}";`,
          `const values = tables[${JSON.stringify(key)}];`,
          ...names.map((name) => `export const ${name} = values.${name};`),
        ].join("\n");
        return { contents, loader: "js", resolveDir: path.dirname(file) };
      });
    },
  };
}

/** What a module exports; it must be plain JSON. */
async function evaluate(file) {
  const values = await evaluateModule(file);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(values)), values))
    throw new Error(`${file} exports more than plain data: it cannot be read from a file`);
  return values;
}

/** What a module exports. */
async function evaluateModule(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  const module = { exports: {} };
  new Function("module", "exports", outputFiles[0].text)(module, module.exports);
  return { ...module.exports };
}

/** What of packages the server never calls: YAML is printed by our own functions. */
const UNUSED = /[\\/]node_modules[\\/]yaml[\\/]browser[\\/]dist[\\/]stringify[\\/]/;

/** The types of the protocol: beside constants they hold a guard for each shape, of which the libraries call three. */
const PROTOCOL_TYPES = /[\\/]vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/;
const GUARDS = {
  URI: "{ is: (value) => typeof value === 'string' }",
  DocumentUri: "{ is: (value) => typeof value === 'string' }",
  WorkspaceFolder:
    "{ is: (value) => typeof value === 'object' && value !== null && typeof value.uri === 'string' && typeof value.name === 'string' }",
};

/** The constants of the protocol's types, and the guards that are called. */
async function protocolTypes(file) {
  const names = Object.entries(await evaluateModule(file)).map(([name, value]) => {
    const constants = Object.fromEntries(
      Object.entries(value ?? {}).filter(([, each]) => typeof each !== "function"),
    );
    const source = typeof value === "object" ? JSON.stringify(constants) : "{}";
    return `export const ${name} = ${Array.isArray(value) ? JSON.stringify(value) : (GUARDS[name] ?? source)};`;
  });
  return names.join("\n");
}

/** Parts of the protocol that the server does not speak. */
const UNSPOKEN =
  /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/](callHierarchy|typeHierarchy|semanticTokens|foldingRange|moniker|inlayHint|inlineValue|linkedEditingRange|inlineCompletion|textDocumentContent|fileOperations|notebook)\.js$/;

/** Leaves what is never called out of a bundle: functions that are left out are there, and throw. */
export const withoutUnused = {
  name: "without-unused",
  setup({ onLoad }) {
    onLoad({ filter: PROTOCOL_TYPES }, async ({ path: file }) => ({
      contents: await protocolTypes(file),
      loader: "js",
    }));
    onLoad({ filter: UNSPOKEN }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const names = new Set([...source.matchAll(/^exports\.(\w+) = /gm)].map(([, name]) => name));
      const contents = [...names].map((name) =>
        name.endsWith("Feature") ? `exports.${name} = (Base) => Base;` : `exports.${name} = class {};`,
      );
      return { contents: contents.join("\n"), loader: "js" };
    });
    onLoad({ filter: UNUSED }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const names = [...source.matchAll(/^export \{ ([^}]*) \}/gm)].flatMap(([, list]) => list.split(", "));
      if (names.length === 0) return undefined;
      const contents = names
        .map((name) => `export function ${name}() { throw new Error("left out: ${name}"); }`)
        .join("\n");
      return { contents, loader: "js" };
    });
  },
};
