// Writes the pages that are made from the rules: docs/rules/<layer>/<name>.md, docs/rules.md, docs/rampart.schema.json.
//   --check   writes nothing; fails where a page on disk differs from what would be written
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./install.mjs";

const pages = await loadGenerator();
const wanted = new Map(Object.entries(pages.generateDocs((name) => read(join("docs/examples", name)))));
const isCheck = process.argv.includes("--check");
const stale = [];
for (const [name, text] of wanted) if (read(name) !== text) stale.push(name);
const orphans = listPages("docs/rules").filter((name) => !wanted.has(name));

if (isCheck) {
  for (const name of [...stale, ...orphans])
    console.error(`${name} is not what the rules say: run node scripts/generate-docs.mjs`);
  process.exitCode = stale.length + orphans.length > 0 ? 1 : 0;
} else {
  for (const name of stale) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), wanted.get(name));
  }
  for (const name of orphans) rmSync(join(root, name));
  console.log(`${wanted.size} pages, ${stale.length} written, ${orphans.length} removed`);
}

function read(name) {
  const path = join(root, name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function listPages(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

/** Bundles the generator, which is TypeScript, and loads it. */
async function loadGenerator() {
  const folder = mkdtempSync(join(tmpdir(), "rampart-docs-"));
  const outfile = join(folder, "generator.cjs");
  try {
    await build({
      absWorkingDir: root,
      entryPoints: ["scripts/docs-generator.ts"],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "error",
      mainFields: ["module", "main"],
    });
    return (await import(pathToFileURL(outfile).href)).default;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
