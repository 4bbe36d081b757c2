import { type ChildProcess, spawn } from "node:child_process";
import { homedir } from "node:os";

/**
 * Starts kubectl: no shell, no terminal on which it or a credential plug-in could ask anything, and a group of its own
 * so that plug-ins end with it.
 */
export function startKubectl(
  kubectl: string,
  args: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
  withInput: boolean,
): ChildProcess {
  return spawn(kubectl, [...args], {
    cwd: homedir(),
    env: { ...environment },
    stdio: [withInput ? "pipe" : "ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
}

/** Ends a child and everything it has started; its streams are let go, whoever still holds them. */
export function endChild(child: ChildProcess, how: NodeJS.Signals = "SIGKILL"): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, how);
    else child.kill(how);
  } catch {
    // It has ended by itself in this moment.
  }
}
