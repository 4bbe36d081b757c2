// Bundles every product into dist/. Usage: node scripts/build.mjs [NAME…] [--quiet]
//   NAME        only these bundles: server, server-browser, workspace, policies, cli (with cli-main), client, client-browser, cluster, live
//   --quiet     prints nothing but errors
// A bundle whose size passes its budget fails the build.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { dataModulesBeside, withoutUnused } from "./data-modules.mjs";
import { PAGE_FIELDS, RULE_TEXTS, ruleData, withoutRuleTexts } from "./rule-texts.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const KILOBYTE = 1000;

const node = { platform: "node", target: "node20", format: "cjs" };
/** VS Code loads web extensions as CommonJS too; workers are scripts of their own. */
const browserClient = { platform: "browser", target: "es2022", format: "cjs" };
const worker = { platform: "browser", target: "es2022", format: "iife" };

/** What is built: entry, output, platform, and the most bytes it may have. */
const BUNDLES = [
  {
    name: "server",
    entry: "server/node.ts",
    out: "dist/server.js",
    budget: 1000 * KILOBYTE,
    ...node,
    executable: true,
    // Read from dist/data/rules.json when somebody asks; the tables at the start.
    separateTexts: true,
    tables: true,
  },
  {
    // A worker has no files: its client hands the texts over, and only document rules run in it.
    name: "server-browser",
    entry: "server/browser.ts",
    out: "dist/browser/server.js",
    budget: 1000 * KILOBYTE,
    separateTexts: true,
    documentsOnly: true,
    ...worker,
  },
  {
    // Starts the next one with what was compiled of it before.
    name: "cli",
    entry: "cli/rampart.ts",
    out: "dist/cli.js",
    budget: 10 * KILOBYTE,
    ...node,
    executable: true,
  },
  {
    name: "cli-main",
    entry: "cli/start.ts",
    out: "dist/cli-main.js",
    budget: 1600 * KILOBYTE,
    ...node,
  },
  {
    name: "client",
    entry: "client/extension.ts",
    out: "dist/client.js",
    budget: 650 * KILOBYTE,
    ...node,
    external: ["vscode"],
  },
  {
    name: "client-browser",
    entry: "client/extension-browser.ts",
    out: "dist/browser/client.js",
    budget: 650 * KILOBYTE,
    ...browserClient,
    external: ["vscode"],
  },
  // Loaded with the first context that is shown; the second, which holds every rule, with the first posture.
  // What evaluates admission policies, derives network policies and narrows roles: the bundles of Node load it with the
  // first question of that kind.
  {
    name: "policies",
    entry: "engine/seldom-asked.ts",
    out: "dist/policies.js",
    budget: 200 * KILOBYTE,
    ...node,
  },
  // What reads folders and runs kustomize and helm: the server loads it when it first looks beyond open documents.
  {
    name: "workspace",
    entry: "workspace/beside-server.ts",
    out: "dist/workspace.js",
    budget: 250 * KILOBYTE,
    ...node,
  },
  { name: "cluster", entry: "cluster/index.ts", out: "dist/cluster.js", budget: 650 * KILOBYTE, ...node },
  { name: "live", entry: "cluster/live.ts", out: "dist/live.js", budget: 1500 * KILOBYTE, ...node },
];

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const quiet = process.argv.includes("--quiet");
const unknown = names.filter((name) => !BUNDLES.some((bundle) => bundle.name === name));
if (unknown.length > 0) {
  console.error(
    `build: no bundle named ${unknown.join(", ")}; there are ${BUNDLES.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}
if (names.includes("cli")) names.push("cli-main");
if (names.some((name) => ["server", "cli"].includes(name))) names.push("policies");
const wanted = BUNDLES.filter(({ name }) => names.length === 0 || names.includes(name));

/** Builds one bundle; returns its size in bytes, or `undefined` where it failed. */
async function bundle(description) {
  const { name, entry, out, budget, executable, separateTexts, tables, documentsOnly, ...rest } = description;
  const { external = [], ...target } = rest;
  if (!existsSync(path.join(root, entry))) {
    console.error(`build: ${name}: there is no ${entry}`);
    return undefined;
  }
  const dataModules = {};
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    minify: true,
    legalComments: "none",
    sourcemap: false,
    metafile: true,
    external,
    plugins: [
      withoutRuleTexts(separateTexts ? RULE_TEXTS : PAGE_FIELDS, { tables, documentsOnly }),
      target.platform === "node" ? tablesBeside : tablesLeftOut,
      ...(name === "policies" ? [] : [target.platform === "node" ? policiesBeside : policiesLeftOut]),
      ...(tables ? [dataModulesBeside(root, dataModules)] : []),
      ...(separateTexts ? [withoutUnused] : []),
    ],
    // The package gives Node a CommonJS build; its ES build is smaller and starts faster.
    alias: { yaml: path.join(root, "node_modules/yaml/browser/index.js") },
    logLevel: "error",
    // Packages written as ES modules ask where they are; in a CommonJS bundle that is `__filename`.
    ...(target.platform === "node" ? { define: { "import.meta.url": "__bundleUrl" } } : {}),
    // The language-server packages publish a UMD build first; the ES build is smaller and bundles cleanly.
    mainFields: target.platform === "browser" ? ["browser", "module", "main"] : ["module", "main"],
    banner: { js: banner(target.platform === "node", executable === true) },
    ...target,
  }).catch(() => undefined);
  if (!result) return undefined;
  if (executable) chmodSync(path.join(root, out), 0o755);
  if (separateTexts) {
    const data = await ruleData(root);
    writeData("rules.json", data.texts);
    if (tables) writeData("tables.json", { rules: data.tables, ...dataModules });
  }
  const size = result.metafile.outputs[out].bytes;
  writeFileSync(path.join(root, "dist", `${name}.meta.json`), JSON.stringify(result.metafile));
  if (size > budget) {
    console.error(
      `build: ${out} has ${size} bytes, its budget is ${budget}. Largest inputs:\n${largest(result.metafile, out)}`,
    );
    return undefined;
  }
  if (!quiet)
    console.log(`${out.padEnd(24)} ${(size / KILOBYTE).toFixed(0).padStart(5)} of ${budget / KILOBYTE} kB`);
  return size;
}

function largest(metafile, out) {
  return Object.entries(metafile.outputs[out].inputs)
    .map(([input, { bytesInOutput }]) => ({ input, bytesInOutput }))
    .sort((a, b) => b.bytesInOutput - a.bytesInOutput)
    .slice(0, 10)
    .map(({ input, bytesInOutput }) => `  ${String(bytesInOutput).padStart(8)} ${input}`)
    .join("\n");
}

/** The first lines of a bundle. */
function banner(isNode, isExecutable) {
  const lines = [
    ...(isExecutable ? ["#!/usr/bin/env node"] : []),
    ...(isNode ? ['const __bundleUrl = require("node:url").pathToFileURL(__filename).href;'] : []),
  ];
  return lines.join("\n");
}

/** Two tables are large and rarely needed: the bundles of Node read them from files beside them when they are asked for. */
const TABLES = /\/(default-rbac|field-types\.generated)\.json$/;

/** Writes what bundles read when they are asked for it. */
function writeData(name, value) {
  mkdirSync(path.join(root, "dist/data"), { recursive: true });
  writeFileSync(path.join(root, "dist/data", name), JSON.stringify(value));
}

/** Copies the tables to dist/data and leaves a `require` of each in the bundle. */
const tablesBeside = {
  name: "tables-beside",
  setup(bundler) {
    bundler.onResolve({ filter: TABLES }, ({ path: request, resolveDir }) => {
      const from = path.resolve(resolveDir, request);
      const name = path.basename(from);
      writeData(name, JSON.parse(readFileSync(from, "utf8")));
      return { path: `./data/${name}`, external: true };
    });
  },
};

/** The browser worker judges single documents: it has no world of roles, so it needs no default ones. */
const tablesLeftOut = {
  name: "tables-left-out",
  setup(bundler) {
    bundler.onLoad({ filter: /\/default-rbac\.json$/ }, () => ({ contents: '{"items":[]}', loader: "json" }));
  },
};

/** Modules of the bundle `policies`, each with the functions that others call. */
const SELDOM_ASKED = {
  "engine/predictions/policies/policy-asker.ts": ["answersOf", "readPolicies"],
  "engine/fixes/generate-policies.ts": ["generatePolicies"],
  "engine/fixes/narrow-access.ts": ["narrowDefaultRole", "narrowWrittenRole"],
};

/** Puts something in the place of those modules. */
function insteadOfSeldomAsked(name, functionText) {
  return {
    name,
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\/policies\.js$/ }, ({ path: file }) => ({ path: file, external: true }));
      for (const [file, functions] of Object.entries(SELDOM_ASKED))
        onLoad(
          { filter: new RegExp(`[\\\\/]${file.replaceAll("/", "[\\\\/]").replaceAll(".", "\\.")}$`) },
          () => ({
            contents: functions.map((each) => `export const ${each} = ${functionText(each)};`).join("\n"),
            loader: "js",
          }),
        );
    },
  };
}

/** Loads the bundle `policies` when one of its functions is called. */
const policiesBeside = insteadOfSeldomAsked(
  "policies-beside",
  (each) => `(...args) => require("./policies.js").${each}(...args)`,
);

/** The browser worker judges single documents: none of them is ever called. */
const policiesLeftOut = insteadOfSeldomAsked("policies-left-out", () => "() => []");

mkdirSync(path.join(root, "dist"), { recursive: true });
const results = await Promise.all(wanted.map(bundle));
if (results.some((size) => size === undefined)) process.exitCode = 1;
