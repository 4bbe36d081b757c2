import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "./versions.mjs";
import type { VsCodeServer } from "./vscode-server";
import { createWorkbench, type Workbench } from "./workbench";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const WORKBENCH_TIMEOUT_MS = 60_000;

/** How a workbench is opened. */
export interface OpenWorkbenchOptions {
  /** Folder of an unpacked extension (with its own package.json) to load as a development extension; needs a server with `automation`. */
  readonly extensionDevelopmentPath?: string;
  /** Window size in pixels; default 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Launches this machine's Chromium without a window. Close it with `browser.close()`. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("no Chromium found: run node test/client/host/install.mjs or set RAMPART_CHROMIUM");
  }
  return await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}

/**
 * Address of a workbench: the server's folder, with a development extension and a test module if given.
 * Paths become `vscode-remote:` with the page's own host and port: the workbench refuses any other authority.
 */
export function workbenchUrl(
  server: Pick<VsCodeServer, "url" | "workspace">,
  payload: { readonly extensionDevelopmentPath?: string; readonly extensionTestsPath?: string } = {},
): string {
  const remote = server.url.replace(/^http:/, "vscode-remote:");
  const paths = [
    ["extensionDevelopmentPath", payload.extensionDevelopmentPath],
    ["extensionTestsPath", payload.extensionTestsPath],
  ];
  const entries = paths
    .filter(([, path]) => path !== undefined)
    .map(([name, path]) => [name, `${remote}${path}`]);
  const url = new URL(server.url);
  url.searchParams.set("folder", server.workspace);
  url.searchParams.set("payload", JSON.stringify([...entries, ["skipWelcome", "true"]]));
  return url.href;
}

/** Opens a page of its own (own storage) in the browser. Errors of the page's scripts do not fail the test. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: OpenWorkbenchOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  return await context.newPage();
}

/** Opens the server's workspace in a new window and resolves when the explorer shows it. */
export async function openWorkbench(
  browser: Browser,
  server: VsCodeServer,
  options: OpenWorkbenchOptions = {},
): Promise<Workbench> {
  const page = await openPage(browser, server.url, options);
  const { extensionDevelopmentPath } = options;
  await page.goto(
    workbenchUrl(server, extensionDevelopmentPath === undefined ? {} : { extensionDevelopmentPath }),
  );
  await page.locator(".explorer-folders-view .monaco-list").waitFor({ timeout: WORKBENCH_TIMEOUT_MS });
  return createWorkbench(page);
}
