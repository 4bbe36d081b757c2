import { homedir } from "node:os";
import { join } from "node:path";

/** The folder of the caches of this user, by the conventions of the platform; `XDG_CACHE_HOME` wins. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, "kube-rampart");
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "kube-rampart");
  const base = process.platform === "darwin" ? join("Library", "Caches") : ".cache";
  return join(homedir(), base, "kube-rampart");
}
