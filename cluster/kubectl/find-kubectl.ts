import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

/** Where kubectl may be. */
export interface KubectlSources {
  /** The setting `rampart.kubectlPath`, as the user (never a workspace) set it; empty counts as not set. */
  readonly setting?: string | undefined;
  /** The variable `PATH`. */
  readonly path?: string | undefined;
}

/** Script wrappers (`kubectl.cmd`) are left out: starting one takes a shell. */
const FILE_NAME = process.platform === "win32" ? "kubectl.exe" : "kubectl";

/**
 * The absolute path of kubectl, or `undefined` where there is none. Relative entries of `PATH` are not searched: they
 * would find what happens to lie in the current folder.
 */
export async function findKubectl({ setting = "", path = "" }: KubectlSources): Promise<string | undefined> {
  if (setting !== "") return isAbsolute(setting) && (await isExecutable(setting)) ? setting : undefined;
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, FILE_NAME);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
