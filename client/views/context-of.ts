import type { ContextNode } from "./context-node";
import type { ClusterNode } from "./node";

/** The context that a row belongs to. */
export function contextOf(node: ClusterNode): ContextNode {
  let top = node;
  while (top.parent) top = top.parent;
  // Rows without a parent are contexts: the root has no others.
  return top as ContextNode;
}
