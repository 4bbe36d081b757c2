import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterEach } from "vitest";
import { launchBrowser, type OpenWorkbenchOptions, openWorkbench } from "./browser";
import type { VsCodeVersion } from "./versions.mjs";
import { installVsix, startVsCode, type VsCodeServer } from "./vscode-server";
import type { Workbench } from "./workbench";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** What a UI test starts with. */
export interface UiSessionOptions {
  /** Files of the workspace: path below it → text. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the home folder, such as `.kube/config`. */
  readonly homeFiles?: Readonly<Record<string, string>>;
  /** Default true; false is Restricted Mode. */
  readonly trusted?: boolean;
  /** Added to the environment of the extension host. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Default: `RAMPART_UI_VERSION`, else the newest. */
  readonly version?: VsCodeVersion;
  readonly viewport?: OpenWorkbenchOptions["viewport"];
}

/** A window of VS Code with the packaged extension installed, in folders of its own. */
export interface UiSession {
  readonly workbench: Workbench;
  readonly server: VsCodeServer;
  /** Absolute path of the workspace. */
  readonly workspace: string;
  /** Absolute path of the home folder. */
  readonly home: string;
  /** Text of a workspace file as it is on disk now. */
  readFile(name: string): string;
  /** Closes the window, ends the server, removes the folders. */
  stop(): Promise<void>;
}

/** Path of the packaged extension: `RAMPART_VSIX`, else what `npm run package` writes. */
export function vsixPath(): string {
  if (process.env.RAMPART_VSIX !== undefined) return resolve(process.env.RAMPART_VSIX);
  // Our own manifest always holds both.
  const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  return join(repository, `${manifest.name}-${manifest.version}.vsix`);
}

/**
 * Where a picture goes: `docs/images/NAME.png` when `RAMPART_SCREENSHOTS` is set, for the README; otherwise
 * `dist/screenshots/NAME.png`, so that an ordinary test run changes nothing that is under version control.
 */
export function screenshotPath(name: string): string {
  return pictureIn((process.env.RAMPART_SCREENSHOTS ?? "") !== "" ? "docs/images" : "dist/screenshots", name);
}

function pictureIn(folder: string, name: string): string {
  const path = join(repository, folder);
  mkdirSync(path, { recursive: true });
  return join(path, `${name}.png`);
}

/** Saves a picture of the window, as `dist/screenshots/failed-….png`, after each test of this file that fails. */
export function pictureOnFailure(workbench: () => Workbench | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const name = `failed-${task.name.replace(/\W+/g, "-").slice(0, 60)}`;
    await workbench()?.screenshot(pictureIn("dist/screenshots", name));
  });
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/**
 * Installs the packaged extension into a clean VS Code server and opens a workspace there.
 * Rejects when the package is missing (`npm run package`) or is refused by VS Code.
 */
export async function startUiSession(options: UiSessionOptions): Promise<UiSession> {
  const version = options.version ?? ((process.env.RAMPART_UI_VERSION ?? "1.139") as VsCodeVersion);
  const root = realpathSync(mkdtempSync(join(tmpdir(), "rampart-ui-")));
  const [workspace, home, extensionsDir] = [
    join(root, "workspace"),
    join(root, "home"),
    join(root, "extensions"),
  ];
  let server: VsCodeServer | undefined;
  let browser: Browser | undefined;
  const stop = async () => {
    await browser?.close();
    await server?.stop();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    writeFiles(workspace, options.files);
    writeFiles(home, options.homeFiles ?? {});
    await installVsix(vsixPath(), extensionsDir, version);
    const started = await startVsCode({
      version,
      workspace,
      home,
      extensionsDir,
      trusted: options.trusted ?? true,
      automation: false,
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.settings === undefined ? {} : { settings: options.settings }),
    });
    server = started;
    browser = await launchBrowser();
    const viewport = options.viewport === undefined ? {} : { viewport: options.viewport };
    const workbench = await openWorkbench(browser, started, viewport);
    const readFile = (name: string) => readFileSync(join(workspace, name), "utf8");
    return { workbench, server: started, workspace, home, readFile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
