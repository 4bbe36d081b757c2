import { join, resolve } from "node:path";
import { analyzeFile, readManifestFile } from "../engine/analyze-file";
import type { Fact } from "../engine/inventory/fact";
import { createInventory, type Inventory } from "../engine/inventory/inventory";
import { DEFAULT_OPTIONS } from "../engine/rules/rule";
import { findFiles } from "./find-files";
import { readManifest } from "./read-file";

/** Manifests taken as one cluster: what questions are asked of. */
export interface World {
  readonly inventory: Inventory;
  /** Files that could not be read, with why. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** Makes worlds of manifests under some paths, each file read once. */
export interface WorldLoader {
  /** Everything under the paths; or only these files, relative to the first path. */
  load(files?: readonly string[]): Promise<World>;
}

/** A loader for the manifests under some paths, relative to the working directory. */
export function createWorldLoader(paths: readonly string[], cwd: string): WorldLoader {
  const byFile = new Map<string, Promise<{ facts: readonly Fact[]; problem?: string }>>();
  const worlds = new Map<string, Promise<World>>();
  const base = resolve(cwd, paths[0] ?? ".");

  function factsOf(path: string) {
    const known = byFile.get(path);
    if (known) return known;
    const reading = readFacts(path);
    byFile.set(path, reading);
    return reading;
  }

  async function make(files: readonly string[] | undefined): Promise<World> {
    const found = files
      ? { files: files.map((file) => ({ path: join(base, file) })), errors: [] }
      : await findFiles(paths, { cwd });
    const facts: Fact[] = [];
    const problems = found.errors.map(({ path, message }) => ({ file: path, message }));
    for (const { path } of found.files) {
      const { facts: own, problem } = await factsOf(path);
      facts.push(...own);
      if (problem) problems.push({ file: path, message: problem });
    }
    return { inventory: createInventory("", true, facts), problems };
  }

  return {
    load(files) {
      const key = JSON.stringify(files ?? null);
      const known = worlds.get(key);
      if (known) return known;
      const making = make(files);
      worlds.set(key, making);
      return making;
    },
  };
}

async function readFacts(path: string): Promise<{ facts: readonly Fact[]; problem?: string }> {
  const result = await readManifest(path);
  if (!("text" in result)) return { facts: [], problem: "error" in result ? result.error : result.skipped };
  const file = readManifestFile(path, result.text);
  const { facts } = analyzeFile(file, DEFAULT_OPTIONS, () => false);
  const problem = file.documents.flatMap(({ yaml }) => yaml.problems)[0]?.message;
  return { facts, ...(problem ? { problem } : {}) };
}
