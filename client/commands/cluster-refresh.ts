import type { ClusterView } from "../views/cluster-view";
import type { ClusterNode } from "../views/node";

/** `Rampart: Refresh Cluster View`: asks again what a row, or the whole view, shows. */
export async function refreshCluster(view: ClusterView, node?: ClusterNode): Promise<void> {
  await view.refresh(node);
}
