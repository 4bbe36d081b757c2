import type { ClusterView } from "../views/cluster-view";
import type { ClusterNode } from "../views/node";

/** `Rampart: Confirm with the Cluster`: one review about what a row says; the row tells where the cluster differs. */
export async function confirmAccess({ activity }: ClusterView, node?: ClusterNode): Promise<void> {
  if (node?.confirm) await activity.track((signal) => node.confirm?.(signal) ?? Promise.resolve());
}
