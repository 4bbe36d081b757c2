import type { Kubeconfig } from "../kubeconfig/kubeconfig";
import { clusterError } from "../problem";
import { openDirectTransport } from "./direct-transport";
import { openKubectlProxyTransport } from "./kubectl-proxy-transport";
import { openKubectlTransport } from "./kubectl-transport";
import { resolveConnection } from "./resolve-connection";
import type { Transport } from "./transport";

/** What a transport is opened with. */
export interface TransportOptions {
  readonly kubeconfig: Pick<Kubeconfig, "files">;
  readonly context: string;
  /** Absolute path of kubectl; absent where there is none, which is enough for certificates and tokens. */
  readonly kubectl?: string | undefined;
  /** The environment of the host; default: that of this process. */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** Milliseconds until an answer must be there; default 15,000. */
  readonly timeoutMs?: number;
  /** Ask each call with a kubectl of its own, even where a socket is possible. */
  readonly withoutSocket?: true;
}

const TIMEOUT_MS = 15_000;

/**
 * Opens the way to a context: directly with certificates and tokens, else through kubectl on a private socket, or, on
 * systems without unix sockets in the file system, with one kubectl for each call. Nothing is sent yet.
 *
 * @throws ClusterError `unknown-context`, `unreadable-kubeconfig`, `no-kubectl`
 */
export async function openTransport(options: TransportOptions): Promise<Transport> {
  const { context, kubectl, kubeconfig, timeoutMs = TIMEOUT_MS } = options;
  const environment = options.environment ?? process.env;
  const plan = await resolveConnection(kubeconfig, context);
  if (plan.kind === "direct") return openDirectTransport(plan.connection, { environment, timeoutMs });
  if (kubectl === undefined)
    throw clusterError("no-kubectl", `${context} needs kubectl, which was not found: ${plan.because}`);
  const { plugin } = plan;
  const route = { kubectl, context, kubeconfigFiles: kubeconfig.files, environment, timeoutMs, plugin };
  return process.platform === "win32" || options.withoutSocket
    ? openKubectlTransport(route)
    : openKubectlProxyTransport(route);
}
