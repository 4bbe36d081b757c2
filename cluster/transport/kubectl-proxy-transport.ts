import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyFailure } from "../kubectl/classify-failure";
import { kubectlEnvironment } from "../kubectl/kubectl-environment";
import { ClusterError, clusterError } from "../problem";
import { endChild, startLastingKubectl, whenProcessEnds } from "./child";
import { USER_AGENT } from "./direct-transport";
import { type KubectlRoute, suspectPlugin } from "./kubectl-transport";
import { sendRequest } from "./send-request";
import type { RawAnswer, Transport } from "./transport";

/** Connections that are open to the proxy at the same time. */
const MAX_SOCKETS = 8;
/** The proxy ends after this time without a call. */
const IDLE_MS = 5 * 60_000;

/*
 * What the proxy itself lets through, for whoever else may find its socket: reads and reviews, no Secrets, nothing that
 * reaches into pods or hands out tokens. Its filters are regular expressions over path and method.
 */
const ACCEPTED_PATHS = "^/(version|api|apis)(/.*)?$";
const REJECTED_PATHS =
  "/(secrets|proxy|watch)(/|$),/(exec|attach|portforward|token|log|ephemeralcontainers|binding|eviction)$";
const REJECTED_METHODS = "^(PUT|PATCH|DELETE|CONNECT|OPTIONS|TRACE|HEAD)$";

interface Proxy {
  readonly child: ChildProcess;
  readonly folder: string;
  readonly socketPath: string;
  readonly agent: Agent;
  readonly ready: Promise<void>;
}

/**
 * Speaks through a `kubectl proxy` on a unix socket in a folder that only this user can enter (0700). It is started
 * with the first call and ended by `close`, with this process, and after five idle minutes; kubectl owns the
 * credentials, so plug-ins and refreshed tokens work as they do in a terminal.
 */
export function openKubectlProxyTransport(route: KubectlRoute, idleMs = IDLE_MS): Transport {
  const environment = kubectlEnvironment(route.environment ?? process.env, route.kubeconfigFiles);
  let proxy: Proxy | undefined;
  let idle: NodeJS.Timeout | undefined;
  let underWay = 0;
  let hasAnswered = false;
  let stopWaiting: (() => void) | undefined;

  function end(): void {
    clearTimeout(idle);
    stopWaiting?.();
    stopWaiting = undefined;
    const ended = proxy;
    proxy = undefined;
    if (!ended) return;
    ended.agent.destroy();
    endChild(ended.child);
    rmSync(ended.folder, { recursive: true, force: true });
  }

  function start(): Proxy {
    const folder = mkdtempSync(join(tmpdir(), "rampart-"));
    const socketPath = join(folder, "api");
    const child = startLastingKubectl(
      route.kubectl,
      [
        "proxy",
        `--unix-socket=${socketPath}`,
        `--accept-paths=${ACCEPTED_PATHS}`,
        `--reject-paths=${REJECTED_PATHS}`,
        `--reject-methods=${REJECTED_METHODS}`,
        `--context=${route.context}`,
      ],
      environment,
    );
    const started = {
      child,
      folder,
      socketPath,
      agent: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
      ready: serves(child, route),
    };
    stopWaiting = whenProcessEnds(end);
    child.once("close", () => {
      if (proxy === started) end();
    });
    // Whoever waits for the proxy sees its failure.
    started.ready.catch(() => {
      if (proxy === started) end();
    });
    return started;
  }

  return {
    kind: "kubectl proxy",
    async send(call, signal) {
      clearTimeout(idle);
      underWay += 1;
      try {
        proxy ??= start();
        const { socketPath, agent, ready } = proxy;
        await ready;
        const answer = understood(
          await sendRequest(
            {
              protocol: "http",
              options: {
                agent,
                socketPath,
                path: call.path,
                headers: { host: "localhost", "user-agent": USER_AGENT },
              },
              timeoutMs: route.timeoutMs,
              name: `kubectl proxy for ${route.context}`,
            },
            call,
            signal,
          ),
        );
        hasAnswered = true;
        return answer;
      } catch (error) {
        if (error instanceof ClusterError) throw hasAnswered ? error : suspectPlugin(route, error);
        const { message } = error as Error;
        throw clusterError("unreachable", `kubectl proxy ended: ${message}`);
      } finally {
        underWay -= 1;
        if (proxy && underWay === 0) {
          idle = setTimeout(end, idleMs);
          idle.unref();
        }
      }
    },
    close: end,
  };
}

/** Resolves when the proxy listens. @throws ClusterError with kubectl's words where it ends before */
function serves(child: ChildProcess, route: KubectlRoute): Promise<void> {
  return new Promise((resolve, reject) => {
    let stderr = "";
    const timer = setTimeout(
      () =>
        reject(clusterError("timeout", `kubectl proxy did not start within ${route.timeoutMs / 1_000} s`)),
      route.timeoutMs,
    );
    child.stderr?.on("data", (chunk: Buffer) => {
      if (stderr.length < 10_000) stderr += chunk.toString("utf8");
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      if (!chunk.includes("Starting to serve")) return;
      clearTimeout(timer);
      resolve();
    });
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(clusterError("no-kubectl", `${route.kubectl} could not be started: ${error.message}`));
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      reject(new ClusterError(classifyFailure({ status: code ?? undefined, stdout: "", stderr })));
    });
  });
}

/** What the proxy says itself comes as plain text: a plug-in that failed, a server that was not there. */
function understood(answer: RawAnswer): RawAnswer {
  if (answer.status < 500 || answer.contentType.includes("json")) return answer;
  const problem = classifyFailure({ status: 1, stdout: "", stderr: answer.text });
  throw new ClusterError(
    problem.kind === "unreadable-answer" ? { ...problem, kind: "unreachable" } : problem,
  );
}
