import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { relativeName } from "./relative-name";

/** A file to scan. */
export interface FoundFile {
  /** Absolute, as the operating system writes it. */
  readonly path: string;
  /** Whether the user named this very file: it is then scanned even if ignored, and its errors count. */
  readonly explicit: boolean;
}

/** What a search found, and what it could not look into. */
export interface FindResult {
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** Where and how to search. */
export interface FindOptions {
  /** Absolute; relative paths and globs start here. */
  readonly cwd: string;
  /** Globs of files to leave out, relative to `cwd`. */
  readonly exclude?: readonly string[];
}

/** Manifests, and files of environment variables. */
const MANIFEST = /\.(ya?ml|json|env)$|^\.env(\.[\w-]+)*$/i;
const NEVER = new Set([".git", "node_modules"]);

/**
 * Finds the manifests below a folder: `*.yaml`, `*.yml`, `*.json`, files of environment variables. `.git`,
 * `node_modules`, git-ignored and excluded paths are left out. Links inside the folder are followed once; links that
 * lead nowhere are errors.
 *
 * @param folder absolute
 */
export async function findBelow(folder: string, options: FindOptions): Promise<FindResult> {
  const found = new Map<string, FoundFile>();
  const errors: { path: string; message: string }[] = [];
  await walkFolder(folder, options, found, errors);
  return { files: sortedFiles(found), errors };
}

/** What was found, by path. */
export function sortedFiles(found: ReadonlyMap<string, FoundFile>): FoundFile[] {
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Adds a file; one that is named stays named. */
export function addFile(found: Map<string, FoundFile>, path: string, explicit: boolean): void {
  if (!found.get(path)?.explicit) found.set(path, { path, explicit });
}

interface IgnoreLevel {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Adds the manifests below a folder to `found`, and what cannot be looked into to `errors`. */
export async function walkFolder(
  root: string,
  options: FindOptions,
  found: Map<string, FoundFile>,
  errors: { path: string; message: string }[],
): Promise<void> {
  const { exclude = [] } = options;
  const excluded = exclude.length > 0 ? ignore().add([...exclude]) : undefined;
  const realRoot = await realpath(root);
  const visited = new Set<string>();
  const above = await ignoreRulesAbove(root);

  async function visit(folder: string, levels: readonly IgnoreLevel[]): Promise<void> {
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      errors.push({ path: folder, message: `the folder cannot be read: ${error.code ?? error.message}` });
      return [];
    });
    const own = entries.some((entry) => entry.name === ".gitignore")
      ? await readIgnoreFile(folder)
      : undefined;
    const all = own ? [...levels, own] : levels;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      const kind = entry.isSymbolicLink()
        ? await linkKind(path, realRoot, errors)
        : entry.isDirectory()
          ? "folder"
          : entry.isFile()
            ? "file"
            : undefined;
      if (!kind || NEVER.has(entry.name) || (kind === "file" && !MANIFEST.test(entry.name))) continue;
      if (isIgnored(path, kind === "folder", all, options.cwd, excluded)) continue;
      if (kind === "folder") await visit(path, all);
      else addFile(found, path, false);
    }
  }
  await visit(root, above);
}

async function linkKind(
  path: string,
  realRoot: string,
  errors: { path: string; message: string }[],
): Promise<"file" | "folder" | undefined> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) {
    if (MANIFEST.test(basename(path))) errors.push({ path, message: "a symbolic link that leads nowhere" });
    return undefined;
  }
  if (target !== realRoot && !target.startsWith(realRoot + sep)) return undefined;
  const stats = await stat(target).catch(() => undefined);
  return stats?.isDirectory() ? "folder" : stats?.isFile() ? "file" : undefined;
}

function isIgnored(
  path: string,
  isFolder: boolean,
  levels: readonly IgnoreLevel[],
  cwd: string,
  excluded: Ignore | undefined,
): boolean {
  const mark = isFolder ? "/" : "";
  if (excluded) {
    const fromCwd = relativeName(cwd, path);
    if (fromCwd !== "" && !fromCwd.startsWith("..") && excluded.ignores(fromCwd + mark)) return true;
  }
  let ignored = false;
  for (const { folder, rules } of levels) {
    const result = rules.test(relativeName(folder, path) + mark);
    if (result.ignored) ignored = true;
    if (result.unignored) ignored = false;
  }
  return ignored;
}

async function readIgnoreFile(folder: string): Promise<IgnoreLevel | undefined> {
  const text = await readFile(join(folder, ".gitignore"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : { folder, rules: ignore().add(text) };
}

/** The `.gitignore` files between the repository's root and a folder. */
async function ignoreRulesAbove(folder: string): Promise<IgnoreLevel[]> {
  const levels: IgnoreLevel[] = [];
  for (let current = folder; ; ) {
    const isRoot = await lstat(join(current, ".git")).then(
      () => true,
      () => false,
    );
    const parent = resolve(current, "..");
    if (isRoot || parent === current) return isRoot ? levels.reverse() : [];
    const level = await readIgnoreFile(parent);
    if (level) levels.push(level);
    current = parent;
  }
}
