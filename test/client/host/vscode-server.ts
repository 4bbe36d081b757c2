import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { isInstalled, serverPaths, type VsCodeVersion, vscodeVersions } from "./versions.mjs";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** What a VS Code server is started with. */
export interface VsCodeOptions {
  readonly version: VsCodeVersion;
  /** Absolute path of the folder that the workbench opens. */
  readonly workspace: string;
  /** `HOME` of the server and so of the extension host: where the extension finds `~/.kube/config`. */
  readonly home: string;
  /** Folder with installed extensions; default: an empty one of the server's own. */
  readonly extensionsDir?: string;
  /** false opens the workspace in Restricted Mode. */
  readonly trusted: boolean;
  /**
   * true lets pages load development extensions and test modules. Versions after 1.100 then show no notification
   * toasts (they only go to the notification centre), so tests of what a person sees use false and an installed VSIX.
   */
  readonly automation: boolean;
  /** Added to the environment last: `PATH`, `KUBECONFIG` … An undefined value removes the variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** User settings, over those that keep the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A running VS Code server. */
export interface VsCodeServer {
  readonly version: VsCodeVersion;
  /** `http://127.0.0.1:PORT`, without a final slash. */
  readonly url: string;
  readonly workspace: string;
  /** Folder with the server's data and logs; removed by `stop`. */
  readonly dataDir: string;
  /** Everything the server has printed so far. */
  output(): string;
  /** Ends the server and all it started, and removes its data. */
  stop(): Promise<void>;
}

/** Settings that keep tips, prompts and animations out of tests and screenshots. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.colorTheme": "Default Dark Modern",
  "window.commandCenter": false,
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "editor.cursorBlinking": "solid",
  "editor.hover.delay": 100,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "git.enabled": false,
};

/** Environment of the server: the caller's, without what would lead the extension to the caller's own clusters. */
function serverEnvironment(options: Pick<VsCodeOptions, "home" | "env">): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const foreign = /^(VSCODE_|ELECTRON_|VITEST|KUBE|NODE_OPTIONS$|NODE_ENV$|npm_)/.test(name);
    if (!foreign) env[name] = value;
  }
  env.HOME = options.home;
  // Says "started from a command line", so that no login shell is asked for its own PATH.
  env.VSCODE_CLI = "1";
  for (const [name, value] of Object.entries(options.env ?? {})) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
}

function writeSettings(dataDir: string, settings: Readonly<Record<string, unknown>> | undefined): void {
  const text = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  // The workbench takes user settings from `User`; versions that keep those in the browser read `Machine`.
  for (const name of ["User", "Machine"]) {
    mkdirSync(join(dataDir, "data", name), { recursive: true });
    writeFileSync(join(dataDir, "data", name, "settings.json"), text);
  }
}

/** Resolves with the port once the server says where it listens; rejects with its output if it ends before. */
function listening(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`VS Code server ${why}:\n${output().slice(-3000)}`));
    const timer = setTimeout(() => fail(`did not listen within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on("data", look);
    child.once("error", (error) => fail(`could not be started (${error.message})`));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? signal}`);
    });
  });
}

/** Ends a process group by the id of its leader: politely, then for good. */
async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-pid, name);
    } catch {
      // The group is already gone.
    }
  };
  const running = child.exitCode === null && child.signalCode === null;
  const ended = running
    ? new Promise<void>((resolve) => child.once("exit", () => resolve()))
    : Promise.resolve();
  signal("SIGTERM");
  const timer = setTimeout(() => signal("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
  // The leader is gone; an extension host that ignored the first signal is not kept.
  signal("SIGKILL");
}

/**
 * Starts the VS Code server of a version on a free port of 127.0.0.1, with a data folder of its own.
 * Rejects when the version is not installed or the server does not come up; the message holds its output.
 */
export async function startVsCode(options: VsCodeOptions): Promise<VsCodeServer> {
  if (!isInstalled(options.version)) {
    throw new Error(`VS Code ${options.version} is not installed: run node test/client/host/install.mjs`);
  }
  const dataDir = mkdtempSync(join(tmpdir(), "rampart-vscode-"));
  writeSettings(dataDir, options.settings);
  const paths = serverPaths(options.version);
  const args = [paths.main, "--host", "127.0.0.1", "--port", "0", "--without-connection-token"];
  args.push("--accept-server-license-terms", "--telemetry-level", "off", "--force-disable-user-env");
  args.push(
    "--server-data-dir",
    dataDir,
    "--extensions-dir",
    options.extensionsDir ?? join(dataDir, "extensions"),
  );
  if (options.trusted) args.push("--disable-workspace-trust");
  if (options.automation && vscodeVersions[options.version].smokeDriver)
    args.push("--enable-smoke-test-driver");

  const child = spawn(paths.node, args, {
    cwd: paths.root,
    env: serverEnvironment(options),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let printed = "";
  const keep = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const endNow = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once("exit", endNow);
  const stop = async () => {
    process.off("exit", endNow);
    await endGroup(child);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  try {
    const port = await listening(child, () => printed);
    const url = `http://127.0.0.1:${port}`;
    return {
      version: options.version,
      url,
      workspace: options.workspace,
      dataDir,
      output: () => printed,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs the server's own command line once; resolves with what it printed, rejects with it when that fails. */
async function serverCommand(version: VsCodeVersion, args: readonly string[]): Promise<string> {
  const paths = serverPaths(version);
  const dataDir = mkdtempSync(join(tmpdir(), "rampart-vscode-"));
  try {
    const common = [
      "--server-data-dir",
      dataDir,
      "--accept-server-license-terms",
      "--telemetry-level",
      "off",
    ];
    const { stdout, stderr } = await promisify(execFile)(paths.node, [paths.main, ...common, ...args], {
      cwd: paths.root,
      env: serverEnvironment({ home: dataDir }),
      timeout: 120_000,
    });
    return stdout + stderr;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * Installs a packaged extension into an extensions folder, as `code --install-extension` does.
 * Rejects with the server's output when the package is refused (wrong engine, broken manifest).
 */
export async function installVsix(
  path: string,
  extensionsDir: string,
  version: VsCodeVersion,
): Promise<string> {
  mkdirSync(extensionsDir, { recursive: true });
  const output = await serverCommand(version, [
    "--extensions-dir",
    extensionsDir,
    "--install-extension",
    path,
  ]);
  if (!/successfully installed/.test(output)) throw new Error(`${path} was not installed:\n${output}`);
  return output;
}

/** Uninstalls an extension (`publisher.name`) from an extensions folder; rejects when it is not installed there. */
export async function uninstallExtension(
  id: string,
  extensionsDir: string,
  version: VsCodeVersion,
): Promise<string> {
  const output = await serverCommand(version, [
    "--extensions-dir",
    extensionsDir,
    "--uninstall-extension",
    id,
  ]);
  if (!/successfully uninstalled/.test(output)) throw new Error(`${id} was not uninstalled:\n${output}`);
  return output;
}

/** Ids with versions of what is installed in an extensions folder, such as `kube-rampart.kube-rampart@0.1.0`. */
export async function listExtensions(
  extensionsDir: string,
  version: VsCodeVersion,
): Promise<readonly string[]> {
  const output = await serverCommand(version, [
    "--extensions-dir",
    extensionsDir,
    "--list-extensions",
    "--show-versions",
  ]);
  return output.split("\n").filter((line) => /^[\w-]+\.[\w-]+@/.test(line));
}
