import type { Shell } from "../../cluster";

/** The shell for which commands to copy are quoted: that of the machine the cluster is asked from. */
export function shell(): Shell {
  return process.platform === "win32" ? "powershell" : "posix";
}
