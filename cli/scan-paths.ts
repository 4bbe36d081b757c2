import { statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { Baseline } from "../engine/policy/baseline";
import type { Policy } from "../engine/policy/policy";
import { VERSION } from "../engine/project";
import { cacheFolder } from "../workspace/cache-folder";
import { gapDocumentsAmong } from "../workspace/committed-gaps";
import { findFiles } from "../workspace/find-files";
import { loadPolicies, type Policies, type PolicyRequest } from "../workspace/policies";
import { readManifest } from "../workspace/read-file";
import { relativeName } from "../workspace/relative-name";
import { RENDER_MODES } from "../workspace/render";
import { type ScanFile, type ScanRequest, type ScanResult, scan } from "../workspace/scan";
import { openScanCache, type ScanCache } from "../workspace/scan-cache";
import type { JobPolicy } from "../workspace/scan-jobs";
import { type ScannedParts, scanForReport } from "../workspace/scan-report";
import { findRepositoryRoot } from "../workspace/scope-root";
import { oneOf } from "./one-of";
import { readStandardInput } from "./read-standard-input";
import { readSelection, type SelectionOptions } from "./selection";
import type { Shard } from "./shard";
import { createProgress } from "./terminal";

/** The options that `scan` and `fix` share: what is judged, and by what. */
export interface ScanPathsOptions extends SelectionOptions {
  readonly cross: boolean;
  readonly config: string | boolean;
  readonly locked?: boolean;
  readonly foreignSuppressions?: boolean;
  readonly render: string;
}

/** Collects a repeated option. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Declares the options that choose rules, and whose configuration holds, on a command. */
export function addRuleOptions(command: Command): Command {
  return command
    .option("--rule <id>", "run only these rules, also those that are off by default", collect)
    .option("--skip <id>", "leave these rules out", collect)
    .option("--layer <name>", "run only the rules of these layers", collect)
    .option("--standard <name>", "run only the rules of these standards", collect)
    .option("--config <file>", "use this configuration instead of any .rampart.yaml")
    .option("--no-config", "use no configuration");
}

/** Declares the options of `ScanPathsOptions` on a command. */
export function addScanOptions(command: Command): Command {
  command
    .argument("[path...]", "files, folders or globs; - for standard input", ["."])
    .option("--profile <name>", "dev, prod, strict, pss-baseline, pss-restricted or one of the configuration")
    .option("--kubernetes-version <version>", "judge for this version, such as 1.33");
  return addRuleOptions(command)
    .option("--locked", "ignore configuration in the scanned tree; with --config")
    .option("--no-foreign-suppressions", "leave suppressions that were written for other tools aside")
    .option("--no-cross", "run document rules only")
    .option(
      "--render <when>",
      `render kustomizations and charts by kustomize and helm: ${RENDER_MODES.join(", ")}`,
      "never",
    );
}

/** A scan that keeps its files. */
export interface ScannedPaths {
  readonly result: ScanResult;
  /** The absolute path of a file, by its name in the result. */
  pathOf(name: string): string | undefined;
}

/** What a scan for a report takes beside what is judged. */
export interface ReportScanOptions {
  readonly withFixes: boolean;
  readonly concurrency: number;
  readonly leastShare: number;
  readonly useCache: boolean;
  readonly shard: Shard;
  onPhase?(name: string): void;
}

/** A scan for a report with the policies it was judged by. */
export interface ScannedForReport {
  readonly parts: ScannedParts;
  readonly policies: Policies;
  /** The absolute path of a file, by its name in the report. */
  pathOf(name: string): string | undefined;
  policyFor(name: string): Policy;
  /** The text of a file as it is now, for code frames. */
  textOf(name: string): string | undefined;
}

/**
 * Finds, configures and scans what a call names, and keeps the files for what comes next: fixes.
 *
 * @throws UsageError, PolicyError for a call that cannot be understood
 */
export async function scanPaths(paths: readonly string[], options: ScanPathsOptions): Promise<ScannedPaths> {
  const { request, errors, pathOf, end } = await prepareScan(paths, options);
  const result = await scan(request);
  end();
  return { result: { ...result, errors: [...errors, ...result.errors] }, pathOf };
}

/**
 * The same for a report alone: in threads, from the cache, or a share of it.
 *
 * @throws UsageError, PolicyError for a call that cannot be understood
 */
export async function scanPathsForReport(
  paths: readonly string[],
  options: ScanPathsOptions,
  how: ReportScanOptions,
  baseline?: Baseline,
): Promise<ScannedForReport> {
  const { request, policies, errors, pathOf, end } = await prepareScan(paths, options, baseline);
  how.onPhase?.("find");
  const { owns } = how.shard;
  // A waiver is unused only where no shard's finding needs it: who reports that has to know them all.
  const judgesAll = policies.waivers.some(({ source }) => owns(source.file));
  const parts = await scanForReport({
    ...request,
    files: judgesAll
      ? request.files
      : request.files.map((file) => ({ ...file, reported: file.reported && owns(file.name) })),
    isShown: owns,
    withFixes: how.withFixes,
    concurrency: how.concurrency,
    leastShare: how.leastShare,
    threadScript: STARTER,
    ...(how.useCache && request.files.length >= CACHE_FROM ? { openCache } : {}),
    ...(how.onPhase ? { onPhase: how.onPhase } : {}),
  });
  end();
  const own = errors.filter(({ file }) => owns(file));
  const entries = new Map(request.files.map((entry) => [entry.name, entry]));
  return {
    parts: { ...parts, errors: [...own, ...parts.errors] },
    policies,
    pathOf,
    policyFor: request.policyFor,
    textOf(name) {
      const entry = entries.get(name);
      if (entry?.text !== undefined || entry?.path === undefined) return entry?.text;
      const read = readManifest(entry.path);
      return "text" in read ? read.text : undefined;
    },
  };
}

/** This bundle, and the small one beside it that starts it fast, in threads too. */
const SCRIPT = fileURLToPath(import.meta.url);
const STARTER = join(dirname(SCRIPT), "cli.js");

/** Below so many files, reading a pack costs more than it gives. */
const CACHE_FROM = 100;

/** The cache of calls with these policies, made by this very build. */
function openCache(policies: readonly JobPolicy[]): ScanCache {
  const { size, mtimeMs } = statSync(SCRIPT);
  return openScanCache(join(cacheFolder(), "scan"), [VERSION, size, mtimeMs, process.cwd(), policies]);
}

/** Finds and configures what a call names. */
async function prepareScan(paths: readonly string[], options: ScanPathsOptions, baseline?: Baseline) {
  const mode = oneOf("--render", options.render, RENDER_MODES);
  const progress = createProgress("scanning");
  const found = await collectFiles(paths, options.cross);
  const policies = await loadPolicies(
    found.files.flatMap(({ path }) => path ?? []),
    policyRequest(options),
  );
  const files = found.files.filter(
    ({ path, explicit }) => explicit || path === undefined || !policies.isExcluded(path),
  );
  const pathByName = new Map(files.map(({ name, path }) => [name, path]));
  const pathOf = (name: string) => pathByName.get(name);
  const request: ScanRequest = {
    files,
    policyFor(name) {
      const path = pathOf(name);
      return path === undefined ? policies.fallback : policies.policyOf(path);
    },
    declaredScopes: policies.declaredScopes.map(nameOf),
    cross: options.cross,
    render: {
      mode,
      cwd: process.cwd(),
      chartValues(folder) {
        const chart = policies.charts.find(({ path }) => path === folder);
        return chart && { files: chart.values, ...(chart.namespace ? { namespace: chart.namespace } : {}) };
      },
    },
    ...(await gapsOf(options, files, policies)),
    waivers: policies.waivers,
    reaches(waiver, name) {
      const path = pathOf(name);
      return path !== undefined && policies.reaches(waiver, path);
    },
    today: new Date().toISOString().slice(0, 10),
    ...(baseline ? { baseline } : {}),
    ignoreForeign: options.foreignSuppressions === false,
    onProgress: progress.update,
  };
  return { request, policies, errors: [...policies.problems, ...found.errors], pathOf, end: progress.end };
}

/** What committed comparisons of environments are checked by: by the configuration alone, not by what the call asks for. */
async function gapsOf(
  options: ScanPathsOptions,
  files: readonly ScanFile[],
  { gapDocuments }: Policies,
): Promise<Pick<ScanRequest, "gaps">> {
  const configured = gapDocuments.map(({ file, configuration }) => ({
    file: nameOf(file),
    configuration: nameOf(configuration),
  }));
  const names = files.map(({ name }) => name);
  if (!options.cross || gapDocumentsAmong(names, configured).length === 0) return {};
  const paths = new Map(files.map(({ name, path }) => [name, path ?? name]));
  const policies = await loadPolicies([...paths.values()], { ...policyRequest(options), selection: {} });
  const pathOf = (name: string) => paths.get(name) ?? name;
  return {
    gaps: {
      configured,
      policies: {
        environmentOf: (name) => policies.environmentOf(pathOf(name)),
        policyOf: (name) => policies.policyOf(pathOf(name)),
        fallback: policies.fallback,
        waivers: policies.waivers,
      },
    },
  };
}

/** Where the configuration of a call comes from. `--locked` trusts nothing in the scanned tree. */
function policyRequest(options: ScanPathsOptions): PolicyRequest {
  const request = { cwd: process.cwd(), selection: readSelection(options) };
  if (typeof options.config === "string") return { ...request, configFile: options.config };
  return { ...request, ignoreConfiguration: options.config === false || options.locked === true };
}

/** How reports call a file: relative to the working directory, with forward slashes. */
export function nameOf(path: string): string {
  return relativeName(process.cwd(), path);
}

/** The files of a call: those it names, and those that live with them and are only known. */
async function collectFiles(
  paths: readonly string[],
  cross: boolean,
): Promise<{ files: ScanFile[]; errors: { file: string; message: string }[] }> {
  const cwd = process.cwd();
  if (paths.length === 1 && paths[0] === "-") {
    return {
      files: [
        { path: undefined, name: "-", text: await readStandardInput(), explicit: true, reported: true },
      ],
      errors: [],
    };
  }
  const named = await findFiles(paths, { cwd });
  const files = new Map<string, ScanFile>(
    named.files.map(({ path, explicit }) => [path, { path, name: nameOf(path), explicit, reported: true }]),
  );
  if (cross) {
    for (const root of new Set(
      await Promise.all(
        [...new Set(named.files.map(({ path }) => dirname(path)))].map(
          async (folder) => (await findRepositoryRoot(folder)) ?? workspaceOf(folder, cwd),
        ),
      ),
    )) {
      // A folder that is named has been walked already, with all that lies below it.
      if (root === undefined || paths.some((path) => resolve(cwd, path) === root)) continue;
      const around = await findFiles([root], { cwd: root });
      for (const { path } of around.files) {
        if (!files.has(path)) files.set(path, { path, name: nameOf(path), explicit: false, reported: false });
      }
    }
  }
  const sorted = [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    files: sorted,
    errors: named.errors.map(({ path, message }) => ({ file: nameOf(path), message })),
  };
}

/**
 * Where there is no repository the working directory is the workspace, unless it is a home, the folder of temporary
 * files or a whole disk: those hold what does not live together. Outside of it, the folder of a file is.
 *
 * @returns `undefined` where only what is named is known
 */
function workspaceOf(folder: string, cwd: string): string | undefined {
  const isCollection = (path: string) => path === homedir() || path === tmpdir() || dirname(path) === path;
  const root = !isCollection(cwd) && (folder === cwd || folder.startsWith(cwd + sep)) ? cwd : folder;
  return isCollection(root) ? undefined : root;
}
