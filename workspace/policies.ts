import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { type Path, valueAt } from "../engine/json";
import { mapAt } from "../engine/kubernetes/fields";
import type { ChartSetting, Configuration, Waiver } from "../engine/policy/configuration";
import { parseConfiguration } from "../engine/policy/parse-configuration";
import { createPolicy, type Policy, PolicyError, type Selection } from "../engine/policy/policy";
import { locate } from "../engine/yaml/locate";
import { parseDocument } from "../engine/yaml/parse-document";
import { createLineIndex, type Position } from "../engine/yaml/text-position";
import { readPolicy } from "./read-policy";
import { findRepositoryRoot } from "./scope-root";

/** The file that configures the folder it lies in and those below. */
export const CONFIGURATION_FILE = ".rampart.yaml";

/** A configuration with the folder that its globs are relative to. */
interface LoadedConfiguration {
  readonly folder: string;
  readonly configuration: Configuration;
  /** The file itself, and after it the policies that it starts from. */
  readonly sources: readonly PolicySource[];
}

/** A file of policy: its name for problems, and its text. */
interface PolicySource {
  readonly name: string;
  readonly text: string;
}

/** A problem of a configuration file; positions are 0-based. */
export interface ConfigurationFileProblem {
  readonly file: string;
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
}

/** Where a document of differences between environments is, and the configuration that names it. */
export interface GapDocumentPath {
  readonly file: string;
  readonly configuration: string;
}

/** Where configuration comes from, and what a call asks for beside it. */
export interface PolicyRequest {
  /** Absolute. */
  readonly cwd: string;
  readonly selection: Selection;
  /** This file replaces every other. */
  readonly configFile?: string;
  /** Read no configuration at all. */
  readonly ignoreConfiguration?: boolean;
}

/** The policies of a set of files. */
export interface Policies {
  /** The policy of a file by its absolute path, which was among those loaded. */
  policyOf(path: string): Policy;
  /** The policy of files that no configuration names: standard input, and reports as a whole. */
  readonly fallback: Policy;
  /** The name of the environment that a file belongs to. */
  environmentOf(path: string): string | undefined;
  /** Folders that are declared as deployed whole, absolute. */
  readonly declaredScopes: readonly string[];
  /** How charts are installed; paths are absolute. */
  readonly charts: readonly ChartSetting[];
  /** The documents of differences between environments that configurations name; paths are absolute. */
  readonly gapDocuments: readonly GapDocumentPath[];
  /** The waivers in sight, once each. */
  readonly waivers: readonly Waiver[];
  /** Whether a waiver reaches a file by its absolute path: its configuration lies above, and its glob matches. */
  reaches(waiver: Waiver, path: string): boolean;
  /** Whether the configuration leaves a file out. */
  isExcluded(path: string): boolean;
  readonly problems: readonly ConfigurationFileProblem[];
}

/**
 * Loads the configuration of some files: for each, from its folder upwards to the repository's root, else to the
 * working directory; the nearest file wins member by member.
 *
 * @throws PolicyError for a profile that does not exist
 */
export async function loadPolicies(paths: readonly string[], request: PolicyRequest): Promise<Policies> {
  const loader = createLoader(request);
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const chains = new Map<string, readonly LoadedConfiguration[]>();
  for (const folder of [request.cwd, ...folders]) chains.set(folder, await loader.chainOf(folder));
  const cache = new Map<string, Policy>();

  const chainOf = (path: string) => chains.get(dirname(path)) ?? chains.get(request.cwd) ?? [];
  function policyFor(
    chain: readonly LoadedConfiguration[],
    environment: EnvironmentMatch | undefined,
  ): Policy {
    const key = [...chain.map(({ folder }) => folder), environment?.name ?? ""].join("\u0000");
    const known = cache.get(key);
    if (known) return known;
    try {
      const policy = createPolicy(mergeConfigurations(chain, environment), request.selection);
      cache.set(key, policy);
      return policy;
    } catch (error) {
      throw error instanceof PolicyError ? withPlace(error, chain) : error;
    }
  }
  const loaded = new Set([...chains.values()].flat());
  return {
    policyOf: (path) => policyFor(chainOf(path), environmentOf(path, chainOf(path))),
    fallback: policyFor(chains.get(request.cwd) ?? [], undefined),
    environmentOf: (path) => environmentOf(path, chainOf(path))?.name,
    declaredScopes: [...loaded].flatMap(({ folder, configuration }) =>
      (configuration.scopes ?? []).map((scope) => resolve(folder, scope)),
    ),
    charts: [...loaded].flatMap(({ folder, configuration }) =>
      (configuration.charts ?? []).map((chart) => ({
        ...chart,
        path: resolve(folder, chart.path),
        values: chart.values.map((file) => resolve(folder, file)),
      })),
    ),
    gapDocuments: [...loaded].flatMap(({ folder, configuration }) =>
      (configuration.gapDocuments ?? []).map((file) => ({
        file: resolve(folder, file),
        configuration: join(folder, CONFIGURATION_FILE),
      })),
    ),
    waivers: [...loaded].flatMap(({ configuration }) => configuration.waivers ?? []),
    reaches(waiver, path) {
      const holder = chainOf(path).find(({ configuration }) => configuration.waivers?.includes(waiver));
      return (
        holder !== undefined && (waiver.path === undefined || matches([waiver.path], holder.folder, path))
      );
    },
    isExcluded: (path) =>
      chainOf(path).some(({ folder, configuration }) => matches(configuration.exclude ?? [], folder, path)),
    problems: loader.problems,
  };
}

interface EnvironmentMatch {
  readonly name: string;
  readonly profile?: string;
  readonly kubernetesVersion?: number;
}

function environmentOf(path: string, chain: readonly LoadedConfiguration[]): EnvironmentMatch | undefined {
  for (const { folder, configuration } of chain) {
    const found = configuration.environments?.find(({ paths }) => matches(paths, folder, path));
    if (found) return found;
  }
  return undefined;
}

function matches(globs: readonly string[], folder: string, path: string): boolean {
  const name = relative(folder, path).split(sep).join("/");
  if (name.startsWith("../")) return false;
  return globs.some(
    (glob) =>
      picomatch.isMatch(name, glob, { dot: true }) ||
      picomatch.isMatch(name, `${glob.replace(/\/$/, "")}/**`, { dot: true }),
  );
}

/** The nearest file wins member by member; an environment then names profile and version. */
function mergeConfigurations(
  chain: readonly LoadedConfiguration[],
  environment: EnvironmentMatch | undefined,
): Configuration {
  const merged: Configuration = Object.assign(
    {},
    ...chain.toReversed().map(({ configuration }) => configuration),
  );
  return {
    ...merged,
    ...(environment?.profile ? { profile: environment.profile } : {}),
    ...(environment?.kubernetesVersion === undefined
      ? {}
      : { kubernetesVersion: environment.kubernetesVersion }),
  };
}

/** The same error with file and line, where a file names the profile; it may be the command line or an editor that does. */
function withPlace(error: PolicyError, chain: readonly LoadedConfiguration[]): PolicyError {
  for (const { name, text } of chain.flatMap(({ sources }) => sources)) {
    const line = error.profile === undefined ? undefined : lineOfProfile(text, error.profile);
    if (line !== undefined) return new PolicyError(`${name}:${line + 1}: ${error.message}`, error.profile);
  }
  return error;
}

/** The line, 0-based, on which a configuration says to judge by a profile, or to start from it. */
function lineOfProfile(text: string, profile: string): number | undefined {
  const document = parseDocument(text);
  const { value = {} } = document;
  const named = (key: string, field: string): Path[] =>
    Object.keys(mapAt(value, key)).map((name) => [key, name, field]);
  const paths: readonly Path[] = [
    ["profile"],
    ...named("environments", "profile"),
    ...named("profiles", "extends"),
  ];
  const path = paths.find((each) => valueAt(value, each) === profile);
  return path && createLineIndex(text).position(locate(document, [], path).start).line;
}

function createLoader(request: PolicyRequest) {
  const problems: ConfigurationFileProblem[] = [];
  const byFile = new Map<string, Promise<LoadedConfiguration | undefined>>();

  function load(file: string, isNamed: boolean): Promise<LoadedConfiguration | undefined> {
    const known = byFile.get(file);
    if (known) return known;
    const loading = readConfiguration(file, isNamed);
    byFile.set(file, loading);
    return loading;
  }

  async function readConfiguration(file: string, isNamed: boolean): Promise<LoadedConfiguration | undefined> {
    const name = nameOf(file);
    const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (isNamed || error.code !== "ENOENT") {
        const start = { line: 0, column: 0 };
        problems.push({
          file: name,
          message: `the configuration cannot be read: ${error.code ?? error.message}`,
          start,
          end: start,
        });
      }
      return undefined;
    });
    if (text === undefined) return undefined;
    const parsed = parseConfiguration(name, text);
    const lines = createLineIndex(text);
    for (const { message, start, end } of parsed.problems) {
      problems.push({ file: name, message, start: lines.position(start), end: lines.position(end) });
    }
    const sources: PolicySource[] = [{ name, text }];
    const configuration = await extended(file, text, parsed.configuration, [file], sources);
    return { folder: dirname(file), configuration, sources };
  }

  /** A configuration over the policies that it starts from. What is wrong with one of them is a problem of this file. */
  async function extended(
    file: string,
    text: string,
    own: Configuration,
    above: readonly string[],
    sources: PolicySource[],
  ): Promise<Configuration> {
    let merged: Configuration = {};
    for (const reference of own.extends ?? []) {
      const found = await readPolicy(file, reference);
      if ("problem" in found || above.includes(found.path)) {
        const message = "problem" in found ? found.problem : "the policies extend each other in a circle";
        const lines = createLineIndex(text);
        const [start, end] = [lines.position(reference.span.start), lines.position(reference.span.end)];
        problems.push({ file: nameOf(file), message: `extends ${reference.from}: ${message}`, start, end });
        continue;
      }
      const name = nameOf(found.path);
      sources.push({ name, text: found.text });
      const parsed = parseConfiguration(name, found.text);
      const lines = createLineIndex(found.text);
      for (const { message, start, end } of parsed.problems) {
        problems.push({
          file: name,
          message,
          start: lines.position(start),
          end: lines.position(end),
        });
      }
      const policy = await extended(
        found.path,
        found.text,
        parsed.configuration,
        [...above, found.path],
        sources,
      );
      merged = overlay(merged, policy);
    }
    return overlay(merged, own);
  }

  function nameOf(file: string): string {
    return relative(request.cwd, file).split(sep).join("/");
  }

  async function chainOf(folder: string): Promise<readonly LoadedConfiguration[]> {
    if (request.ignoreConfiguration) return [];
    if (request.configFile) {
      const only = await load(resolve(request.cwd, request.configFile), true);
      return only ? [{ ...only, folder: request.cwd }] : [];
    }
    const top = (await findRepositoryRoot(folder)) ?? (isBelow(folder, request.cwd) ? request.cwd : folder);
    const chain: LoadedConfiguration[] = [];
    for (let current = folder; ; current = dirname(current)) {
      const found = await load(join(current, CONFIGURATION_FILE), false);
      if (found) chain.push(found);
      if (current === top || dirname(current) === current) return chain;
    }
  }

  return { chainOf, problems };
}

function isBelow(folder: string, ancestor: string): boolean {
  return folder === ancestor || folder.startsWith(ancestor + sep);
}

/** One configuration over another: rules and profiles are merged by name, waivers add up, the rest is replaced. */
function overlay(under: Configuration, over: Configuration): Configuration {
  const rules = { ...under.rules, ...over.rules };
  const profiles = { ...under.profiles, ...over.profiles };
  const waivers = [...(under.waivers ?? []), ...(over.waivers ?? [])];
  return {
    ...under,
    ...over,
    ...(Object.keys(rules).length > 0 ? { rules } : {}),
    ...(Object.keys(profiles).length > 0 ? { profiles } : {}),
    ...(waivers.length > 0 ? { waivers } : {}),
  };
}
