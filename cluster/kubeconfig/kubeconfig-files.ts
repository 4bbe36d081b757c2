import { delimiter, isAbsolute, join, resolve } from "node:path";

/** Where the paths come from. */
export interface KubeconfigSources {
  /** The setting `rampart.kubeconfig`, as the user (never a workspace) set it; empty counts as not set. */
  readonly setting?: string | undefined;
  /** The variable `KUBECONFIG`. */
  readonly variable?: string | undefined;
  /** The user's home folder. */
  readonly home: string;
}

/** The files that may hold a kubeconfig, and those that are refused. */
export interface KubeconfigFiles {
  /** Absolute paths, in order, each once. They need not exist. */
  readonly paths: readonly string[];
  /** Relative paths. They would be looked up in a folder that nobody chose, so they are not read. */
  readonly refused: readonly string[];
}

/**
 * The kubeconfig files in the order in which kubectl reads them: the setting, else `KUBECONFIG` (paths joined by the
 * path delimiter), else `~/.kube/config`.
 */
export function kubeconfigFiles({ setting, variable, home }: KubeconfigSources): KubeconfigFiles {
  const listed = [setting, variable].map(pathsOf).find((each) => each.length > 0);
  if (!listed) return { paths: [join(home, ".kube", "config")], refused: [] };
  const expanded = listed.map((path) => (/^~[/\\]/.test(path) ? join(home, path.slice(2)) : path));
  return {
    paths: [...new Set(expanded.filter(isAbsolute).map((path) => resolve(path)))],
    refused: expanded.filter((path) => !isAbsolute(path)),
  };
}

function pathsOf(list: string | undefined): string[] {
  return (list ?? "")
    .split(delimiter)
    .map((path) => path.trim())
    .filter((path) => path !== "");
}
