// Collects what the client says through `l10n.t` into l10n/bundle.l10n.json, from which translators start.
//
//   node l10n/export.mjs [--check]    --check: writes nothing, fails when the bundle is out of date
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = join(root, "l10n", "bundle.l10n.json");

/** `l10n.t(` and its first argument, a literal text. */
const CALL = /\bl10n\.t\(\s*("(?:[^"\\]|\\.)*")/g;

/** The messages of the client, sorted. */
export function messages() {
  const found = new Set();
  for (const name of readdirSync(join(root, "client"), { recursive: true })) {
    if (!name.endsWith(".ts")) continue;
    for (const [, literal] of readFileSync(join(root, "client", name), "utf8").matchAll(CALL)) {
      found.add(JSON.parse(literal));
    }
  }
  return [...found].sort();
}

const text = `${JSON.stringify(Object.fromEntries(messages().map((message) => [message, message])), null, 2)}\n`;
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes("--check")) writeFileSync(bundle, text);
  else if (readFileSync(bundle, "utf8") !== text) {
    console.error("l10n/bundle.l10n.json is out of date: run node l10n/export.mjs");
    process.exitCode = 1;
  }
}
