import type { RangeNode } from "../../../engine/yaml/range-node";

/** All that a node tells, collections opened, as plain data: what tests compare. */
export function openRanges(node: RangeNode | null): unknown {
  if (node?.kind === "list") return { ...node, items: node.items().map(openRanges) };
  if (node?.kind !== "map") return node;
  const pairs = node.pairs().map(({ name, isMerge, key, value }) => ({
    name,
    isMerge,
    key: openRanges(key),
    value: openRanges(value),
  }));
  return { ...node, pairs };
}
