import type { KubeContext } from "../kubeconfig/kubeconfig";

/** Where the API servers of AKS live, in the clouds of Azure. Source: Azure documentation on AKS endpoints. */
const AKS_HOST = /\.(azmk8s\.io|azmk8s\.us|azk8s\.cn)$/;

/** Whether a context is of an AKS cluster, by the name of its API server. */
export function isAks({ server }: Pick<KubeContext, "server">): boolean {
  return server !== undefined && URL.canParse(server) && AKS_HOST.test(new URL(server).hostname);
}

/**
 * The resource group and name of an AKS cluster, from the user that `az aks get-credentials` writes into a kubeconfig:
 * `clusterUser_GROUP_CLUSTER`. `undefined` where somebody has named it otherwise.
 */
export function aksName({
  user,
  cluster,
}: Pick<KubeContext, "user" | "cluster">): { readonly group: string; readonly cluster: string } | undefined {
  const rest = /^cluster(?:User|Admin)_(.+)$/.exec(user)?.[1];
  if (rest === undefined || cluster === "" || !rest.endsWith(`_${cluster}`)) return undefined;
  return { group: rest.slice(0, -cluster.length - 1), cluster };
}
