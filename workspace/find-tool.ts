import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join, sep } from "node:path";

/** The programs that render. */
export type RenderTool = "kustomize" | "kubectl" | "helm";

/**
 * The folders of a search path that may be trusted: absolute ones outside of the tree that is scanned. A tree must not
 * bring the program that is run on it.
 *
 * @param root the real path of the tree
 */
export async function trustedFolders(searchPath: string, root: string): Promise<string[]> {
  const folders: string[] = [];
  for (const folder of searchPath.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined && !isWithin(real, root)) folders.push(folder);
  }
  return folders;
}

/** The first of some folders' programs of a name, absolute; `undefined` where there is none. */
export async function findTool(
  name: RenderTool,
  folders: readonly string[],
  root: string,
): Promise<string | undefined> {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  for (const folder of folders) {
    const path = join(folder, file);
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined || isWithin(real, root)) continue;
    const isProgram = await Promise.all([access(path, constants.X_OK), stat(path)]).then(
      ([, stats]) => stats.isFile(),
      () => false,
    );
    if (isProgram) return path;
  }
  return undefined;
}

/** Whether a path is a folder or lies below it. Both absolute and real. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
