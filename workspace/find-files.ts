import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import {
  addFile,
  type FindOptions,
  type FindResult,
  type FoundFile,
  sortedFiles,
  walkFolder,
} from "./find-below";

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
      for (const match of matches) addFile(found, resolve(match), true);
    } else errors.push({ path: absolute, message: "no such file or folder" });
  }
  return {
    files: sortedFiles(found),
    errors,
  };
}
