import { dirname, join, resolve } from "node:path";
import type { JsonObject } from "../engine/json";
import { MAX_FILE_BYTES } from "../engine/yaml/limits";
import { findTool, trustedFolders } from "./find-tool";
import { renderChart } from "./helm";
import { renderKustomization } from "./render-kustomization";
import { createSandbox, SandboxError } from "./sandbox";
import { findRepositoryRoot } from "./scope-root";
import type { Scope } from "./scopes";

/** When scopes are rendered by the real tools: never, where it can be done, or always. */
export type RenderMode = "never" | "auto" | "always";

/** The modes, for options and settings. */
export const RENDER_MODES: readonly RenderMode[] = ["never", "auto", "always"];

/** How a chart is installed, as the configuration declares it. */
export interface ChartValues {
  /** Values files in their order, absolute. */
  readonly files: readonly string[];
  /** The namespace of the release. */
  readonly namespace?: string;
}

/** How scopes are rendered. */
export interface RenderOptions {
  readonly mode: RenderMode;
  /** Absolute: the folder that files and scopes are named relative to. */
  readonly cwd: string;
  /** The search path for the tools; that of the process by default. */
  readonly searchPath?: string;
  /** Milliseconds that a tool may take; 30,000 by default. */
  readonly timeout?: number;
  /** The text of a file where it is newer than the disk (an editor's), by absolute path. */
  textOf?(path: string): string | undefined;
  /** Told every path that is looked at, absolute: the result is that of a later call as long as none has changed. */
  onRead?(path: string): void;
  /** Gives up when it is aborted, and ends the tool. */
  readonly signal?: AbortSignal;
  /** What is declared for the chart in a folder, absolute. */
  chartValues?(folder: string): ChartValues | undefined;
}

/** A rendered resource list, as the tool printed it. */
export interface Rendering {
  readonly text: string;
  /** The namespace of a chart's release, for resources that name none. */
  readonly namespace?: string;
}

/** What came of rendering a scope; `failure` says why there is nothing, and holds no values. */
export type RenderResult = Rendering | { readonly failure: string };

/** What a renderer works with. */
export interface RenderContext {
  readonly sandbox: Awaited<ReturnType<typeof createSandbox>>;
  /** The scope's folder, absolute. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: { readonly timeout: number; readonly maxOutput: number };
  readonly signal: AbortSignal | undefined;
  /** The program of a tool, absolute. */
  find(name: "kustomize" | "kubectl" | "helm"): Promise<string | undefined>;
}

/**
 * Renders a kustomization or chart with the tool that the user has. The tool sees a private copy of the files that are
 * needed and nothing else: no home, no kubeconfig, no credentials, no network that we know how to shut, no plugins, no
 * programs of the tree. What would need one is refused before anything runs. Never rejects.
 */
export async function renderScope(scope: Scope, options: RenderOptions): Promise<RenderResult> {
  if (scope.kind === "folder") return { failure: "a declared folder needs no rendering" };
  const folder = resolve(options.cwd, scope.name);
  const root = (await findRepositoryRoot(folder)) ?? resolve(options.cwd);
  let sandbox: RenderContext["sandbox"] | undefined;
  try {
    sandbox = await createSandbox(root, options);
    const { realRoot } = sandbox;
    const folders = await trustedFolders(options.searchPath ?? process.env.PATH ?? "", realRoot);
    const context: RenderContext = {
      sandbox,
      folder,
      environment: scrubbedEnvironment(sandbox.home, folders),
      limits: { timeout: options.timeout ?? 30_000, maxOutput: MAX_FILE_BYTES },
      signal: options.signal,
      find: (name) => findTool(name, folders, realRoot),
    };
    return scope.kind === "chart"
      ? await renderChart(context, options.chartValues?.(folder))
      : await renderKustomization(context);
  } catch (error) {
    if (error instanceof SandboxError) return { failure: error.message };
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    return { failure: `its files cannot be copied: ${code}` };
  } finally {
    await sandbox?.dispose();
  }
}

/**
 * The environment of a tool: an empty home, no cluster, no proxy that answers, no git protocol. Entries of the system
 * that programs cannot start without on Windows are kept.
 */
function scrubbedEnvironment(home: string, folders: readonly string[]): Record<string, string> {
  const nowhere = "http://127.0.0.1:9";
  const kept: JsonObject = {};
  for (const name of ["SystemRoot", "SYSTEMROOT", "windir"])
    if (process.env[name] !== undefined) kept[name] = process.env[name];
  return {
    ...(kept as Record<string, string>),
    PATH: folders.join(process.platform === "win32" ? ";" : ":"),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    TEMP: home,
    TMP: home,
    LANG: "C",
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_DATA_HOME: join(home, "data"),
    KUBECONFIG: join(home, "no-kubeconfig"),
    KUSTOMIZE_PLUGIN_HOME: join(home, "no-plugins"),
    HELM_PLUGINS: join(home, "no-plugins"),
    HELM_CONFIG_HOME: join(home, "config"),
    HELM_CACHE_HOME: join(home, "cache"),
    HELM_DATA_HOME: join(home, "data"),
    HELM_NO_PLUGINS: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ALL_PROXY: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
    all_proxy: nowhere,
    NO_PROXY: "",
    no_proxy: "",
  };
}

/** The first line of a tool's message that says something, without paths of the sandbox and without what must not be shown. */
export function describeFailure(
  tool: string,
  { failure, message }: { readonly failure: string; readonly message: string },
  sandbox: RenderContext["sandbox"],
  secrets: readonly string[],
): string {
  const lines = message
    .split("\n")
    .map((line) => line.replace(/^[EWI]\d{4}\S* .*?\] /, "").trim())
    .filter(
      (line) =>
        line !== "" && !/^(?:#|W\d{4}|walk\.go|level=|coalesce)/.test(line) && !/deprecated/i.test(line),
    );
  let said = lines[0] ?? "";
  // A tool quotes what it does not understand: patches, literals, whole documents.
  said = said.replace(/[`'"][^`'"]{0,4000}[`'"]/g, (text) => (/^.[\w./@:-]{1,80}.$/.test(text) ? text : "…"));
  for (const secret of secrets) if (secret.length > 2) said = said.replaceAll(secret, "…");
  said = said
    .replaceAll(`${sandbox.tree}/`, "")
    .replaceAll(sandbox.tree, ".")
    .replaceAll(dirname(sandbox.tree), "");
  if (said.length > 200) said = `${said.slice(0, 199)}…`;
  return `${tool}: ${said === "" ? failure : said}`;
}
