// `npm test`: every suite whose tools are there; for each other one line `skipped: …` (a failure with CI=true).
// Ends with `N passed, N failed` alone on a line.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, installPackages, root } from "./install.mjs";

const only = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "rampart-test-"));
const totals = { passed: 0, failed: 0, skipped: 0 };

/** One suite: how it runs and how many of its tests passed, failed or were skipped. */
const SUITES = [
  { name: "types, style and generated pages", run: check },
  {
    name: "engine, server, command line",
    run: () => vitest("unit", ["test/engine", "test/workspace", "test/server", "test/cli", "test/manifest"]),
  },
  { name: "oracles and control plane", run: () => vitest("cluster", ["test/oracles", "test/cluster"]) },
  { name: "vscode", run: vscode },
];

try {
  installPackages();
  build();
  for (const suite of SUITES) {
    if (only.length > 0 && !only.some((word) => suite.name.includes(word))) continue;
    const started = Date.now();
    const { passed, failed, skipped } = suite.run();
    totals.passed += passed;
    totals.failed += failed;
    totals.skipped += skipped;
    console.log(
      `${suite.name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${Math.round((Date.now() - started) / 1000)} s`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (process.env.CI === "true" && totals.skipped > 0) {
  console.error(`CI=true: ${totals.skipped} skipped tests count as failures`);
  totals.failed += totals.skipped;
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

/** The type checker, the linter, and whether the generated pages are what the rules say: one test each. */
function check() {
  const results = [
    spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-b"], {
      cwd: root,
      stdio: "inherit",
    }),
    spawnSync(
      process.execPath,
      [join(root, "node_modules/@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
      { cwd: root, stdio: "inherit" },
    ),
  ];
  results.push(
    spawnSync(process.execPath, [join(root, "scripts/generate-docs.mjs"), "--check"], {
      cwd: root,
      stdio: "inherit",
    }),
  );
  const failed = results.filter(({ status }) => status !== 0).length;
  return { passed: results.length - failed, failed, skipped: 0 };
}

/** Runs vitest over some folders and reads its counts. */
function vitest(name, folders) {
  const output = join(work, `${name}.json`);
  const bin = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${output}`];
  const { status } = spawnSync(
    process.execPath,
    [bin, "run", "--passWithNoTests", ...reporters, ...folders],
    { cwd: root, stdio: "inherit" },
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(output, "utf8"));
    const broken = status !== 0 && numFailedTests === 0 ? 1 : 0;
    return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** The suites inside a real VS Code; the runner's last line is its counts as JSON. */
function vscode() {
  const { status, stdout } = spawnSync(process.execPath, [join(root, "test/client/run.mjs")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const lines = stdout.trimEnd().split("\n");
  process.stdout.write(`${lines.slice(0, -1).join("\n")}\n`);
  try {
    const { passed, failed, skipped } = JSON.parse(lines.at(-1) ?? "");
    return { passed, failed: failed + (status !== 0 && failed === 0 ? 1 : 0), skipped };
  } catch {
    console.log(lines.at(-1) ?? "");
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
