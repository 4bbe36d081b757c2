// Bundles test/client/suite/*.test.ts into one module that the extension host runs: dist/test/index.js.
//
//   node test/client/host/bundle-suite.mjs [SUITE_FOLDER [OUTPUT_FILE]]
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const host = dirname(fileURLToPath(import.meta.url));
const root = resolve(host, "..", "..", "..");

/**
 * The module VS Code loads: runs the suites with mocha, writes what passed and failed to the file that
 * RAMPART_TEST_RESULT names, and rejects when a test failed, so that both hosts end with an error.
 */
const entry = (files) => `
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

const suites = { ${files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`).join(", ")} };

export function run() {
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, reporter: "spec", color: false });
  const { RAMPART_TEST_GREP, RAMPART_TEST_RESULT } = process.env;
  if (RAMPART_TEST_GREP) mocha.grep(new RegExp(RAMPART_TEST_GREP));
  for (const [file, load] of Object.entries(suites)) {
    mocha.suite.emit("pre-require", globalThis, file, mocha);
    mocha.suite.emit("require", load(), file, mocha);
    mocha.suite.emit("post-require", globalThis, file, mocha);
  }
  return new Promise((resolve, reject) => {
    const result = { passed: 0, failed: 0, skipped: 0, failures: [] };
    const runner = mocha.run(() => {
      if (RAMPART_TEST_RESULT) writeFileSync(RAMPART_TEST_RESULT, JSON.stringify(result));
      if (result.failed > 0) reject(new Error(result.failed + " tests failed"));
      else resolve();
    });
    runner.on("pass", () => { result.passed += 1; });
    runner.on("pending", () => { result.skipped += 1; });
    runner.on("fail", (test, error) => {
      result.failed += 1;
      const diff = "actual" in error ? "\\nactual: " + JSON.stringify(error.actual) + "\\nexpected: " + JSON.stringify(error.expected) : "";
      result.failures.push({ title: test.fullTitle(), message: (error.stack ?? String(error)) + diff });
    });
  });
}
`;

/**
 * Bundles the suites of a folder.
 * @param {string} [folder] where the *.test.ts files are
 * @param {string} [outfile] the module to write; must lie below the repository, for mocha to be found
 * @returns {Promise<string | undefined>} the written module, or undefined when there is no suite
 */
export async function bundleSuite(
  folder = join(root, "test/client/suite"),
  outfile = join(root, "dist/test/index.js"),
) {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".test.ts"))
        .sort()
    : [];
  if (files.length === 0) return undefined;
  await build({
    stdin: { contents: entry(files), resolveDir: folder, sourcefile: "suite-entry.js" },
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // mocha loads parts of itself by name at run time, so it stays a package beside the bundle.
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const written = await bundleSuite(process.argv[2], process.argv[3]);
  console.log(written ?? "no suites");
}
