import { type ChildProcess, spawn } from "node:child_process";
import { homedir } from "node:os";
import type { AdmittedRequest } from "../guard";
import { clusterError } from "../problem";
import { kubectlArguments } from "./kubectl-arguments";

/** What is needed to run kubectl for a context. */
export interface KubectlConnection {
  /** Absolute path of the program. */
  readonly kubectl: string;
  readonly context: string;
  /** Its whole environment, from `kubectlEnvironment`. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Milliseconds after which it is ended; default 15,000, above the limit of one request. */
  readonly timeoutMs?: number;
}

/** What kubectl said; a status other than 0 is a result, no exception. */
export interface KubectlOutput {
  /** `undefined` where a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MS = 15_000;
/** The most that is read of either stream, in bytes. */
const MAX_OUTPUT = 16 * 1024 * 1024;

/**
 * Runs kubectl once for an admitted request: no shell, no terminal, no input, so that neither it nor a credential
 * plug-in can ask anything and wait.
 *
 * @throws ClusterError `no-kubectl`, `timeout`, `cancelled` or `unreadable-answer` (too much output)
 */
export function runKubectl(
  connection: KubectlConnection,
  request: AdmittedRequest,
  signal?: AbortSignal,
): Promise<KubectlOutput> {
  const { kubectl, context, environment, timeoutMs = TIMEOUT_MS } = connection;
  if (signal?.aborted)
    return Promise.reject(clusterError("cancelled", "cancelled before the cluster answered"));
  return new Promise((resolve, reject) => {
    const child = spawn(kubectl, kubectlArguments(context, request), {
      cwd: homedir(),
      env: { ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that plug-ins end with it; and no terminal on which one could ask.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      outcome();
    };
    const giveUp = (error: Error) => {
      endGroup(child);
      settle(() => reject(error));
    };
    const cancel = () => giveUp(clusterError("cancelled", "cancelled before the cluster answered"));
    const timer = setTimeout(
      () => giveUp(clusterError("timeout", `kubectl did not answer within ${timeoutMs / 1_000} s`)),
      timeoutMs,
    );
    signal?.addEventListener("abort", cancel, { once: true });
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_OUTPUT) giveUp(clusterError("unreadable-answer", "kubectl printed too much"));
        else output[name].push(chunk);
      });
    }
    child.once("error", (error) =>
      settle(() => reject(clusterError("no-kubectl", `${kubectl} could not be started: ${error.message}`))),
    );
    child.once("close", (code) =>
      settle(() =>
        resolve({
          status: code ?? undefined,
          stdout: Buffer.concat(output.stdout).toString("utf8"),
          stderr: Buffer.concat(output.stderr).toString("utf8"),
        }),
      ),
    );
  });
}

/** Ends kubectl and everything it has started; the streams are let go, whoever still holds them. */
function endGroup(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It has ended by itself in this moment.
  }
}
