import { classifyFailure } from "../kubectl/classify-failure";
import { kubectlEnvironment } from "../kubectl/kubectl-environment";
import { ClusterError, clusterError } from "../problem";
import { endChild, startKubectl } from "./child";
import type { AdmittedCall } from "./live-call";
import type { RawAnswer, Transport } from "./transport";

/** What is needed to reach a context through kubectl. */
export interface KubectlRoute {
  /** Absolute path of the program, from `findKubectl`. */
  readonly kubectl: string;
  readonly context: string;
  /** From `Kubeconfig.files`. */
  readonly kubeconfigFiles: readonly string[];
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  readonly timeoutMs: number;
  /** A credential plug-in fetches the login: one that never answers is the first thing to suspect. */
  readonly plugin?: boolean;
}

/** The most that is read of one answer, in bytes. */
const MAX_OUTPUT = 128 * 1024 * 1024;
/** HTTP statuses of failures that kubectl names in words. */
const STATUS = { "login-expired": 401, forbidden: 403, "not-found": 404 } as const;

/**
 * Asks each call with a `kubectl` of its own: `get --raw`, and `create --raw` for reviews. Slow, but needs no socket;
 * tables and metadata cannot be asked for this way, whole objects come instead, so names of Secrets are refused.
 */
export function openKubectlTransport(route: KubectlRoute): Transport {
  const environment = kubectlEnvironment(route.environment ?? process.env, route.kubeconfigFiles);
  let hasAnswered = false;
  return {
    kind: "kubectl",
    async send(call, signal) {
      try {
        const answer = await runOnce(route, environment, call, signal);
        hasAnswered = true;
        return answer;
      } catch (error) {
        throw hasAnswered ? error : suspectPlugin(route, error);
      }
    },
    close: () => undefined,
  };
}

/** The error, or, where a login plug-in has never answered and the time is over, that it hangs. */
export function suspectPlugin({ plugin, context, timeoutMs }: KubectlRoute, error: unknown): unknown {
  if (!plugin || !(error instanceof ClusterError) || error.problem.kind !== "timeout") return error;
  return clusterError(
    "credential-plugin",
    `the credential plug-in of ${context} did not answer within ${timeoutMs / 1_000} s: log in with it in a terminal`,
  );
}

function runOnce(
  route: KubectlRoute,
  environment: Readonly<NodeJS.ProcessEnv>,
  call: AdmittedCall,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  const { kubectl, context, timeoutMs } = route;
  if (signal?.aborted) return Promise.reject(cancelled());
  if (/\/secrets(\?|$)/.test(call.path))
    return Promise.reject(
      clusterError("refused-by-guard", "kubectl --raw cannot list names alone: Secrets are not asked for"),
    );
  const words = call.body === undefined ? ["get"] : ["create", "--filename=-"];
  return new Promise((resolve, reject) => {
    const child = startKubectl(
      kubectl,
      [...words, `--raw=${call.path}`, `--context=${context}`, "--request-timeout=10s"],
      environment,
      call.body !== undefined,
    );
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      outcome();
    };
    const giveUp = (error: Error) => {
      endChild(child);
      settle(() => reject(error));
    };
    const cancel = () => giveUp(cancelled());
    const timer = setTimeout(
      () => giveUp(clusterError("timeout", `kubectl did not answer within ${timeoutMs / 1_000} s`)),
      timeoutMs,
    );
    signal?.addEventListener("abort", cancel, { once: true });
    for (const name of ["stdout", "stderr"] as const) {
      child[name]?.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_OUTPUT) giveUp(clusterError("unreadable-answer", "kubectl printed too much"));
        else output[name].push(chunk);
      });
    }
    child.once("error", (error) =>
      settle(() => reject(clusterError("no-kubectl", `${kubectl} could not be started: ${error.message}`))),
    );
    child.once("close", (code) =>
      settle(() => {
        try {
          resolve(answerOf(code ?? undefined, textOf(output.stdout), textOf(output.stderr)));
        } catch (error) {
          reject(error);
        }
      }),
    );
    // A kubectl that refuses its arguments is gone before it has read its input.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(call.body ?? "");
  });
}

/** kubectl prints the body of a success; of a failure it prints words, whose status we give back. */
function answerOf(status: number | undefined, stdout: string, stderr: string): RawAnswer {
  if (status === 0) return { status: 200, contentType: "application/json", text: stdout };
  const problem = classifyFailure({ status, stdout, stderr });
  const code = Object.hasOwn(STATUS, problem.kind) ? STATUS[problem.kind as keyof typeof STATUS] : undefined;
  if (code === undefined) throw new ClusterError(problem);
  return {
    status: code,
    contentType: "application/json",
    text: JSON.stringify({ message: problem.message }),
  };
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

function cancelled(): Error {
  return clusterError("cancelled", "cancelled before the cluster answered");
}
