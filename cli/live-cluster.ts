import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import type { Command } from "commander";
import { type KubeContext, kubeconfigFiles, readKubeconfig } from "../cluster";
import { LOOPBACK_CLUSTER, REAL_CLUSTER } from "../cluster/budget";
import { findKubectl } from "../cluster/kubectl/find-kubectl";
import { createListCache, type ListCache } from "../cluster/listing/list-cache";
import { ClusterError, clusterError } from "../cluster/problem";
import { callCommand } from "../cluster/transport/call-command";
import { type ClusterApi, createClusterApi, MAX_REVIEWS } from "../cluster/transport/cluster-api";
import { openDirectTransport } from "../cluster/transport/direct-transport";
import { inClusterConnection } from "../cluster/transport/in-cluster";
import { openTransport } from "../cluster/transport/open-transport";
import type { Transport } from "../cluster/transport/transport";
import { findFiles } from "../workspace/find-files";
import { readManifest } from "../workspace/read-file";
import { EXIT } from "./exit-status";
import { nameOf } from "./scan-paths";
import { UsageError } from "./usage-error";

/** The options by which a command reaches a cluster. */
export interface LiveOptions {
  readonly context?: string;
  readonly inCluster?: boolean;
  readonly kubeconfig?: string;
  readonly timeout?: string;
  readonly showRequests?: boolean;
  readonly reviewsPerSecond?: string;
  readonly maxReviews?: string;
}

/** Declares the options of `LiveOptions` on a command. */
export function addLiveOptions(command: Command): Command {
  return command
    .option("--context <name>", "the cluster to ask, by its context in the kubeconfig")
    .option("--in-cluster", "ask the cluster that this pod runs in")
    .option("--kubeconfig <file>", "read this kubeconfig instead of KUBECONFIG and ~/.kube/config")
    .option("--timeout <seconds>", "how long one answer may take", "15")
    .option("--show-requests", "print the kubectl command that asks the same, for each request");
}

/** A cluster that a command asks. */
export interface LiveCluster {
  readonly context: string;
  readonly namespace: string;
  readonly server: string | undefined;
  readonly api: ClusterApi;
  readonly lists: ListCache;
  readonly maxReviews: number;
  /** Aborted when the user presses Ctrl+C. */
  readonly signal: AbortSignal;
}

/** Whether a call asks a cluster rather than manifests. */
export function asksCluster({ context, inCluster }: LiveOptions): boolean {
  return context !== undefined || inCluster === true;
}

/**
 * Opens the cluster of a call, runs the work, and closes it whatever happens.
 *
 * @returns the work's exit status; `unknown`, with the reason on standard error, where the cluster gave no answer
 * @throws UsageError for a context that is not there
 */
export async function withCluster(
  options: LiveOptions,
  work: (cluster: LiveCluster) => Promise<number>,
): Promise<number> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  process.once("SIGINT", interrupt);
  let cluster: LiveCluster | undefined;
  try {
    cluster = await openLiveCluster(options, controller.signal);
    return await work(cluster);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const { kind, message } = error.problem;
    const where = options.context === undefined ? "" : `${options.context}: `;
    process.stderr.write(`rampart: ${where}${message}\n`);
    return kind === "unknown-context" || kind.endsWith("kubeconfig") || kind === "invalid-name"
      ? EXIT.misunderstood
      : EXIT.unknown;
  } finally {
    process.removeListener("SIGINT", interrupt);
    cluster?.api.close();
  }
}

async function openLiveCluster(options: LiveOptions, signal: AbortSignal): Promise<LiveCluster> {
  const timeoutMs = positive("--timeout", options.timeout, 15) * 1_000;
  const { transport, ...where } = options.inCluster
    ? await ownCluster(timeoutMs)
    : await namedCluster(options, timeoutMs);
  const perSecond = positive("--reviews-per-second", options.reviewsPerSecond, REAL_CLUSTER.perSecond ?? 5);
  const isFast = options.reviewsPerSecond !== undefined && perSecond > 100;
  const api = createClusterApi(transport, {
    reviews: isFast ? { ...LOOPBACK_CLUSTER, inFlight: 8 } : { ...REAL_CLUSTER, perSecond },
    ...(options.showRequests
      ? { onCall: (call) => process.stderr.write(`${callCommand(where.context, call)}\n`) }
      : {}),
  });
  return {
    ...where,
    api,
    lists: createListCache(api),
    maxReviews: positive("--max-reviews", options.maxReviews, MAX_REVIEWS),
    signal,
  };
}

interface Opened {
  readonly transport: Transport;
  readonly context: string;
  readonly namespace: string;
  readonly server: string | undefined;
}

async function ownCluster(timeoutMs: number): Promise<Opened> {
  const { connection, namespace } = await inClusterConnection(process.env);
  return {
    transport: openDirectTransport(connection, { timeoutMs }),
    context: "in-cluster",
    namespace,
    server: connection.server,
  };
}

async function namedCluster(options: LiveOptions, timeoutMs: number): Promise<Opened> {
  const files = kubeconfigFiles({
    setting: options.kubeconfig,
    variable: process.env.KUBECONFIG,
    home: homedir(),
  });
  const kubeconfig = await readKubeconfig(files);
  if (kubeconfig.contexts.length === 0)
    throw clusterError(
      "no-kubeconfig",
      kubeconfig.problems[0] ?? `no context is defined in ${files.paths.join(", ")}`,
    );
  const name = options.context ?? "";
  const context: KubeContext | undefined = kubeconfig.contexts.find((each) => each.name === name);
  if (!context)
    throw clusterError(
      "unknown-context",
      `there is no such context; there are ${kubeconfig.contexts.map((each) => each.name).join(", ")}`,
    );
  return {
    transport: await openTransport({
      kubeconfig,
      context: name,
      kubectl: await findKubectl({ path: process.env.PATH }),
      timeoutMs,
    }),
    context: name,
    namespace: context.namespace,
    server: context.server,
  };
}

function positive(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0)
    throw new UsageError(`${option} ${text}: not a positive number`);
  return number;
}

/** The manifests under some paths, with their texts; files that cannot be read are told on standard error. */
export async function readManifests(
  paths: readonly string[],
): Promise<{ readonly name: string; readonly text: string }[]> {
  const found = await findFiles(paths, { cwd: process.cwd() });
  for (const { path, message } of found.errors) process.stderr.write(`rampart: ${path}: ${message}\n`);
  const files: { name: string; text: string }[] = [];
  for (const { path } of found.files) {
    const read = await readManifest(path);
    if ("text" in read) files.push({ name: nameOf(path), text: read.text });
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Reads a file that an option names. @throws UsageError */
export async function readOptionFile(option: string, file: string): Promise<string> {
  return await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${option} ${file}: cannot be read: ${error.code ?? error.message}`);
  });
}
