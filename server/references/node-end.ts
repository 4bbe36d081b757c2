import type { RangeNode } from "../../engine/yaml/range-node";

/** Where the last character of a node is written: a block collection itself tells only where it begins. */
export function nodeEnd(node: RangeNode | null): number {
  if (node === null) return 0;
  if (node.kind === "map")
    return node
      .pairs()
      .reduce((end, { key, value }) => Math.max(end, nodeEnd(key), nodeEnd(value)), node.end);
  if (node.kind === "list") return node.items().reduce((end, item) => Math.max(end, nodeEnd(item)), node.end);
  return node.end;
}
