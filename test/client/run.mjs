// Tests inside real VS Code: the mocha suites in the extension host of each version, then the tests that drive the
// window and the browser worker. Prints one line a suite, and last the totals as JSON.
//
//   node test/client/run.mjs [PATTERN]    PATTERN: only tests whose full title matches
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { missingTools } from "./host/install.mjs";
import { bundle, clientTests, repository, suites, temporaryFolders } from "./host/suites.mjs";
import { vscodeVersions } from "./host/versions.mjs";

const pattern = process.argv[2];
const totals = { suite: "vscode", passed: 0, failed: 0, skipped: 0 };

/** Prints the line of a suite and its failures, and adds to the totals. */
function tell(name, result, milliseconds) {
  for (const key of ["passed", "failed", "skipped"]) totals[key] += result[key];
  const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`;
  console.log(`vscode ${name}: ${counts} (${(milliseconds / 1000).toFixed(1)} s)`);
  for (const failure of result.failures) {
    console.log(`  ✗ ${failure.title}\n    ${failure.message.replaceAll("\n", "\n    ")}`);
  }
}

/** Runs a program; resolves with its exit status and output. */
function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: repository,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

async function npmRun(script) {
  const { code, output } = await run("npm", ["run", script]);
  if (code !== 0) throw new Error(`npm run ${script} failed:\n${output}`);
}

/** The harness is TypeScript, which this Node does not run by itself. */
async function loadHarness() {
  const outfile = join(repository, "dist", "test", "host.mjs");
  await build({
    entryPoints: [join(clientTests, "host", "run-in-host.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return await import(pathToFileURL(outfile).href);
}

async function runSuites() {
  const { runInHost } = await loadHarness();
  for (const suite of suites) {
    const extensionTestsPath = await bundle(suite);
    if (extensionTestsPath === undefined) continue;
    for (const version of Object.keys(vscodeVersions)) {
      const start = performance.now();
      const folders = temporaryFolders();
      try {
        const result = await runInHost({
          version,
          extensionDevelopmentPath: repository,
          extensionTestsPath,
          workspace: folders.workspace,
          home: folders.home,
          trusted: suite.trusted,
          ...(pattern === undefined ? {} : { grep: pattern }),
        });
        tell(`${version} ${suite.name}`, result, performance.now() - start);
      } finally {
        folders.remove();
      }
    }
  }
}

/** Packages the extension unless the package is newer than all that goes into it. */
async function ensurePackage() {
  if (process.env.RAMPART_VSIX !== undefined) return;
  const { name, version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  const vsix = join(repository, `${name}-${version}.vsix`);
  const sources = ["package.json", "dist/client.js", "dist/server.js"].map((path) => join(repository, path));
  const changed = Math.max(...sources.filter(existsSync).map((path) => statSync(path).mtimeMs));
  if (!existsSync(vsix) || statSync(vsix).mtimeMs < changed) await npmRun("package");
}

/** What vitest's JSON report says, in the shape of the other suites. */
function readReport(path) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
  );
  const failures = [
    ...broken.map((file) => ({ title: file.name, message: file.message })),
    ...tests
      .filter(({ status }) => status === "failed")
      .map((test) => ({ title: test.fullName, message: test.failureMessages.join("\n") })),
  ];
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: failures.length,
    skipped:
      pattern === undefined ? tests.filter(({ status }) => !["passed", "failed"].includes(status)).length : 0,
    failures,
  };
}

async function runVitest(folder, name) {
  const path = join(clientTests, folder);
  if (!existsSync(path) || !readdirSync(path).some((file) => file.endsWith(".test.ts"))) return;
  const start = performance.now();
  if (folder === "ui") await ensurePackage();
  const results = mkdtempSync(join(tmpdir(), "rampart-result-"));
  const report = join(results, "report.json");
  try {
    const args = [join(repository, "node_modules", "vitest", "vitest.mjs"), "run", `test/client/${folder}/`];
    args.push("--config=test/client/vitest.config.mjs", "--reporter=json", `--outputFile=${report}`);
    if (pattern !== undefined) args.push("--passWithNoTests", `--testNamePattern=${pattern}`);
    const { code, output } = await run(process.execPath, args);
    if (!existsSync(report)) throw new Error(`vitest ended with ${code} and wrote no report:\n${output}`);
    tell(name, readReport(report), performance.now() - start);
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

async function main() {
  const missing = missingTools();
  const names = [...missing.packages, ...missing.versions.map((version) => `VS Code server ${version}`)];
  if (names.length > 0) {
    const inCi = process.env.CI === "true";
    console.log(
      `skipped: vscode (no ${names.join(", no ")}); install with: node test/client/host/install.mjs`,
    );
    if (inCi) totals.failed += 1;
    else totals.skipped += 1;
    return;
  }
  if (!existsSync(join(repository, "dist", "client.js"))) await npmRun("build");
  await part("in host", runSuites);
  await part("browser worker", () => runVitest("browser", "browser worker"));
  await part("window", () => runVitest("ui", "window"));
}

/** Runs one part; what it throws counts as a failure, and the other parts still run. */
async function part(name, action) {
  try {
    await action();
  } catch (error) {
    totals.failed += 1;
    console.log(`vscode ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

// Leaving through exit() lets the servers that are running be ended.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
await part("preparation", main);
console.log(JSON.stringify(totals));
process.exitCode = totals.failed > 0 ? 1 : 0;
