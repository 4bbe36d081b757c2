import { dirname, relative, sep } from "node:path";
import type { Command } from "commander";
import type { Baseline } from "../engine/policy/baseline";
import type { Policy } from "../engine/policy/policy";
import { findFiles } from "../workspace/find-files";
import { loadPolicies, type Policies, type PolicyRequest } from "../workspace/policies";
import { type ScanFile, type ScanResult, scan } from "../workspace/scan";
import { findRepositoryRoot } from "../workspace/scope-root";
import { readSelection, type SelectionOptions } from "./selection";
import { createProgress } from "./terminal";

/** The options that `scan` and `fix` share: what is judged, and by what. */
export interface ScanPathsOptions extends SelectionOptions {
  readonly cross: boolean;
  readonly config: string | boolean;
  readonly locked?: boolean;
  readonly foreignSuppressions?: boolean;
}

/** Collects a repeated option. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Declares the options of `ScanPathsOptions` on a command. */
export function addScanOptions(command: Command): Command {
  return command
    .argument("[path...]", "files, folders or globs; - for standard input", ["."])
    .option("--profile <name>", "dev, prod, strict, pss-baseline, pss-restricted or one of the configuration")
    .option("--kubernetes-version <version>", "judge for this version, such as 1.33")
    .option("--rule <id>", "run only these rules, also those that are off by default", collect)
    .option("--skip <id>", "leave these rules out", collect)
    .option("--layer <name>", "run only the rules of these layers", collect)
    .option("--standard <name>", "run only the rules of these standards", collect)
    .option("--config <file>", "use this configuration instead of any .rampart.yaml")
    .option("--no-config", "use no configuration")
    .option("--locked", "ignore configuration in the scanned tree; with --config")
    .option("--no-foreign-suppressions", "leave suppressions that were written for other tools aside")
    .option("--no-cross", "run document rules only");
}

/** A scan with the policies it was judged by. */
export interface ScannedPaths {
  readonly result: ScanResult;
  readonly policies: Policies;
  /** The absolute path of a file, by its name in the result. */
  pathOf(name: string): string | undefined;
  policyFor(name: string): Policy;
}

/**
 * Finds, configures and scans what a call names.
 *
 * @throws UsageError, PolicyError for a call that cannot be understood
 */
export async function scanPaths(
  paths: readonly string[],
  options: ScanPathsOptions,
  baseline?: Baseline,
): Promise<ScannedPaths> {
  const progress = createProgress("scanning");
  const found = await collectFiles(paths, options.cross);
  const policies = await loadPolicies(
    found.files.flatMap(({ path }) => path ?? []),
    policyRequest(options),
  );
  const files = found.files.filter(
    ({ path, explicit }) => explicit || path === undefined || !policies.isExcluded(path),
  );
  const pathOf = new Map(files.map(({ name, path }) => [name, path]));
  const policyFor = (name: string) => {
    const path = pathOf.get(name);
    return path === undefined ? policies.fallback : policies.policyOf(path);
  };
  const declaredScopes = policies.declaredScopes.map(nameOf);
  const result = await scan({
    files,
    policyFor,
    declaredScopes,
    cross: options.cross,
    waivers: policies.waivers,
    reaches(waiver, name) {
      const path = pathOf.get(name);
      return path !== undefined && policies.reaches(waiver, path);
    },
    today: new Date().toISOString().slice(0, 10),
    ...(baseline ? { baseline } : {}),
    ignoreForeign: options.foreignSuppressions === false,
    onProgress: progress.update,
  });
  progress.end();
  const errors = [...policies.problems, ...found.errors, ...result.errors];
  return { result: { ...result, errors }, policies, pathOf: (name) => pathOf.get(name), policyFor };
}

/** Where the configuration of a call comes from. `--locked` trusts nothing in the scanned tree. */
function policyRequest(options: ScanPathsOptions): PolicyRequest {
  const request = { cwd: process.cwd(), selection: readSelection(options) };
  if (typeof options.config === "string") return { ...request, configFile: options.config };
  return { ...request, ignoreConfiguration: options.config === false || options.locked === true };
}

/** How reports call a file: relative to the working directory, with forward slashes. */
export function nameOf(path: string): string {
  return relative(process.cwd(), path).split(sep).join("/");
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
          async (folder) => (await findRepositoryRoot(folder)) ?? folder,
        ),
      ),
    )) {
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

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
