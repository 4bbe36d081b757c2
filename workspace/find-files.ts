import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

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
 * Finds the manifests that paths, folders and globs name: `*.yaml`, `*.yml`, `*.json`. `.git`, `node_modules`,
 * git-ignored and excluded paths are left out unless a file is named itself. Links inside the root are followed
 * once; links that leave it or lead nowhere are errors.
 */
export async function findFiles(paths: readonly string[], options: FindOptions): Promise<FindResult> {
  const found = new Map<string, FoundFile>();
  const errors: { path: string; message: string }[] = [];
  for (const path of paths) {
    const absolute = resolve(options.cwd, path);
    const stats = await stat(absolute).catch(() => undefined);
    if (stats?.isDirectory()) await walkFolder(absolute, options, found, errors);
    else if (stats) found.set(absolute, { path: absolute, explicit: true });
    else if (/[*?[{(!]/.test(path)) {
      // Rarely needed, and not small.
      const { glob, isDynamicPattern } = await import("tinyglobby");
      if (!isDynamicPattern(path)) {
        errors.push({ path: absolute, message: "no such file or folder" });
        continue;
      }
      const matches = await glob(path, {
        cwd: options.cwd,
        absolute: true,
        onlyFiles: true,
        dot: true,
        ignore: ["**/node_modules/**", "**/.git/**"],
      });
      if (matches.length === 0) errors.push({ path: absolute, message: "no file matches this pattern" });
      for (const match of matches) add(found, resolve(match), true);
    } else errors.push({ path: absolute, message: "no such file or folder" });
  }
  return {
    files: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    errors,
  };
}

function add(found: Map<string, FoundFile>, path: string, explicit: boolean): void {
  if (!found.get(path)?.explicit) found.set(path, { path, explicit });
}

interface IgnoreLevel {
  readonly folder: string;
  readonly rules: Ignore;
}

async function walkFolder(
  root: string,
  options: FindOptions,
  found: Map<string, FoundFile>,
  errors: { path: string; message: string }[],
): Promise<void> {
  const excluded = ignore().add([...(options.exclude ?? [])]);
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
      if (!kind || NEVER.has(entry.name) || isIgnored(path, kind === "folder", all, options.cwd, excluded))
        continue;
      if (kind === "folder") await visit(path, all);
      else if (MANIFEST.test(entry.name)) add(found, path, false);
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
  excluded: Ignore,
): boolean {
  const mark = isFolder ? "/" : "";
  const fromCwd = relative(cwd, path).split(sep).join("/");
  if (fromCwd !== "" && !fromCwd.startsWith("..") && excluded.ignores(fromCwd + mark)) return true;
  let ignored = false;
  for (const { folder, rules } of levels) {
    const result = rules.test(relative(folder, path).split(sep).join("/") + mark);
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
