import type { ClusterView } from "../views/cluster-view";
import { contextOf } from "../views/context-of";
import type { IdentityNode } from "../views/identity-node";

/** `Rampart: Remove from View`: takes a service account out of its context. */
export function removeIdentity(_view: ClusterView, node?: IdentityNode): void {
  if (node) contextOf(node).removeAccount(node);
}
