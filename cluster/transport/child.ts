import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
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

/**
 * Starts a kubectl that lives on, as `startKubectl` does. On Linux it ends even where this process is killed and can end
 * nothing itself: `setpriv` of util-linux asks the kernel for that and then becomes kubectl, so there is one process.
 */
export function startLastingKubectl(
  kubectl: string,
  args: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
): ChildProcess {
  const setpriv = setprivPath();
  return setpriv === undefined
    ? startKubectl(kubectl, args, environment, false)
    : startKubectl(setpriv, ["--pdeathsig=KILL", "--", kubectl, ...args], environment, false);
}

/** Where distributions install it; never searched for, since it is started. */
function setprivPath(): string | undefined {
  if (process.platform !== "linux") return undefined;
  return ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Signals that end a process which does not listen to them. */
const ENDING = ["SIGTERM", "SIGHUP", "SIGINT"] as const;

/**
 * Does something when this process ends, also by a signal that nobody else listens to, which then ends it all the same.
 *
 * @returns stops waiting for it
 */
export function whenProcessEnds(work: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    stop();
    work();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const stop = () => {
    process.removeListener("exit", work);
    for (const signal of ENDING) process.removeListener(signal, onSignal);
  };
  process.once("exit", work);
  for (const signal of ENDING) process.on(signal, onSignal);
  return stop;
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
