import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import type { Browser } from "playwright-core";
import { launchBrowser, openPage, workbenchUrl } from "./browser";
import type { VsCodeVersion } from "./versions.mjs";
import { startVsCode } from "./vscode-server";

/** What a suite reports; the bundled suite writes it as JSON to the file that `RAMPART_TEST_RESULT` names. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Full titles of the tests that failed, with message and stack. */
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

/** How a suite is run inside the extension host. */
export interface RunInHostOptions {
  readonly version: VsCodeVersion;
  /** Folder of the unpacked extension: the one with package.json. */
  readonly extensionDevelopmentPath: string;
  /** Bundled suite: a CommonJS module that exports `run(): Promise<void>`. */
  readonly extensionTestsPath: string;
  readonly workspace: string;
  readonly home: string;
  /** Default true. */
  readonly trusted?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Runs only the tests whose full title matches this pattern. */
  readonly grep?: string;
  /** Limit for the whole run in milliseconds; default two minutes. */
  readonly timeoutMs?: number;
  /** A browser to use; default: one of the run's own. */
  readonly browser?: Browser;
}

/** What a run gave, with the console of the extension host for the case that it failed. */
export interface HostRun extends SuiteResult {
  readonly log: readonly string[];
}

/** Reads what the suite wrote; a suite that wrote nothing never ran, which is a failure of its own. */
function readResult(path: string, why: string): SuiteResult {
  try {
    // The file is written by our own suite entry, in this very shape.
    return JSON.parse(readFileSync(path, "utf8")) as SuiteResult;
  } catch {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [{ title: "the suite in the extension host", message: why }],
    };
  }
}

/**
 * Runs a bundled mocha suite inside a real extension host: a VS Code server of the version, opened in Chromium.
 * Resolves with what passed and failed; a host that does not come up or does not end in time is one failure.
 */
export async function runInHost(options: RunInHostOptions): Promise<HostRun> {
  const results = mkdtempSync(join(tmpdir(), "rampart-result-"));
  const resultPath = join(results, "result.json");
  const log: string[] = [];
  const server = await startVsCode({
    version: options.version,
    workspace: options.workspace,
    home: options.home,
    trusted: options.trusted ?? true,
    automation: true,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    env: {
      ...options.env,
      RAMPART_TEST_RESULT: resultPath,
      ...(options.grep === undefined ? {} : { RAMPART_TEST_GREP: options.grep }),
    },
  });
  const browser = options.browser ?? (await launchBrowser());
  try {
    const page = await openPage(browser, server.url);
    let why = "";
    const ended = new Promise<void>((resolve) => {
      const timeoutMs = options.timeoutMs ?? 120_000;
      const timer = setTimeout(() => {
        why = `did not end within ${timeoutMs} ms`;
        resolve();
      }, timeoutMs);
      const exit = (code: number) => {
        clearTimeout(timer);
        why = `ended with ${code} and wrote no result`;
        resolve();
      };
      // The two functions through which the workbench speaks to whoever automates it.
      void page
        .exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
          // What the window says while it is torn down is noise.
          if (why === "") log.push(`${type}: ${format(...args)}`);
        })
        .then(() => page.exposeFunction("codeAutomationExit", exit))
        .then(() => page.goto(workbenchUrl(server, options)))
        .catch((error: unknown) => {
          clearTimeout(timer);
          why = String(error);
          resolve();
        });
    });
    await ended;
    await page.context().close();
    return { ...readResult(resultPath, `${why}\n${log.join("\n")}\n${server.output().slice(-2000)}`), log };
  } finally {
    if (options.browser === undefined) await browser.close();
    await server.stop();
    rmSync(results, { recursive: true, force: true });
  }
}
