import type { ClusterView } from "../views/cluster-view";
import { contextOf } from "../views/context-of";
import type { ClusterNode } from "../views/node";

/** `Rampart: Remove from View`: takes out of a context what was added to it. */
export function removeIdentity(_view: ClusterView, node?: ClusterNode): void {
  if (node) contextOf(node).remove(node);
}
