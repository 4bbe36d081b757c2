// Runs the suites of test/client/run.mjs in the desktop build of VS Code, for contributors who can download one.
//
//   npm run test:desktop [-- VERSION]    VERSION: 1.100.3 (the oldest we support), stable (default), insiders
//   RAMPART_VSCODE=/path/to/code         uses that build instead of downloading one
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundle, repository, suites, temporaryFolders } from "./host/suites.mjs";

const version = process.argv[2] ?? "stable";
let failed = 0;

for (const suite of suites) {
  const extensionTestsPath = await bundle(suite);
  if (extensionTestsPath === undefined) continue;
  const folders = temporaryFolders();
  // Short: VS Code puts a socket in there, whose path may have some hundred characters only.
  const userData = mkdtempSync(join(tmpdir(), "rvs-"));
  const resultPath = join(userData, "result.json");
  mkdirSync(join(userData, "User"));
  writeFileSync(
    join(userData, "User", "settings.json"),
    JSON.stringify({ "security.workspace.trust.startupPrompt": "never" }),
  );
  const launchArgs = [folders.workspace, "--disable-extensions", `--user-data-dir=${userData}`];
  if (suite.trusted) launchArgs.push("--disable-workspace-trust");
  let reason = "";
  try {
    await runTests({
      ...(process.env.RAMPART_VSCODE === undefined
        ? { version }
        : { vscodeExecutablePath: process.env.RAMPART_VSCODE }),
      extensionDevelopmentPath: repository,
      extensionTestsPath,
      launchArgs,
      extensionTestsEnv: { RAMPART_TEST_RESULT: resultPath, HOME: folders.home, KUBECONFIG: undefined },
    });
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  if (existsSync(resultPath)) {
    const result = JSON.parse(readFileSync(resultPath, "utf8"));
    failed += result.failed;
    console.log(
      `desktop ${suite.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`,
    );
    for (const failure of result.failures) console.log(`  ✗ ${failure.title}\n    ${failure.message}`);
  } else {
    failed += 1;
    console.log(`desktop ${suite.name}: VS Code ${version} did not run the suite: ${reason}`);
  }
  folders.remove();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = failed > 0 ? 1 : 0;
