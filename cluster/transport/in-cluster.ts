import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { clusterError } from "../problem";
import type { DirectConnection } from "./connection";

/** Where the kubelet puts an account's token. Source: Kubernetes documentation, "Accessing the API from a Pod". */
const MOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** What a pod knows of its own API server. */
export interface InCluster {
  readonly connection: DirectConnection;
  readonly namespace: string;
}

/**
 * The connection of a pod to its own cluster, by the environment and the mounted token. For the command line alone.
 *
 * @throws ClusterError `no-kubeconfig` where this is no pod
 */
export async function inClusterConnection(
  environment: Readonly<NodeJS.ProcessEnv>,
  mount = MOUNT,
): Promise<InCluster> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = "443" } = environment;
  if (!host) throw clusterError("no-kubeconfig", "this is no pod: KUBERNETES_SERVICE_HOST is not set");
  try {
    const [ca, namespace] = await Promise.all(
      ["ca.crt", "namespace"].map((name) => readFile(join(mount, name), "utf8")),
    );
    return {
      connection: {
        server: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
        tls: ca === undefined ? {} : { ca },
        login: { kind: "token-file", path: join(mount, "token") },
      },
      namespace: namespace?.trim() || "default",
    };
  } catch {
    throw clusterError("no-kubeconfig", `${mount} cannot be read: this pod has no token mounted`);
  }
}
