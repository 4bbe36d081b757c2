import { isAlias, isMap, isScalar, isSeq, type Node } from "yaml";
import { contentEnd, isBare, isBlockScalar } from "./layout";
import { isMergeKey, keyName } from "./node-keys";
import type { RangeNode, RangePair, RangeStyle } from "./range-node";

const STYLES: Readonly<Record<string, RangeStyle>> = {
  QUOTE_DOUBLE: "quoted",
  QUOTE_SINGLE: "quoted",
  BLOCK_FOLDED: "folded",
  BLOCK_LITERAL: "literal",
};

/** Where the parts of a document stand, from the tree of the `yaml` library. */
export function rangesOfNode(text: string, node: Node | null): RangeNode | null {
  if (node === null) return null;
  const [start, nodeEnd] = node.range ?? [0, 0];
  // The library's range of a block scalar ends behind its last line break.
  const end = isBlockScalar(node) ? contentEnd(text, node, 0) : nodeEnd;
  if (isAlias(node)) return { kind: "alias", start, end, source: node.source };
  const { anchor } = node as { anchor?: string };
  const base = { start, end, ...(anchor === undefined ? {} : { anchor }) };
  if (isScalar(node)) return { kind: "scalar", style: STYLES[node.type ?? ""] ?? "plain", ...base };
  if (isSeq(node)) {
    const items = node.items.map((item) => rangesOfNode(text, item as Node | null));
    return { kind: "list", ...base, items: () => items };
  }
  if (!isMap(node)) return null;
  const pairs = node.items.map(({ key, value }): RangePair => {
    const held = value as Node | null;
    const isAbsent = isBare(held) && (held as { anchor?: string } | null)?.anchor === undefined;
    return {
      name: keyName(key),
      isMerge: isMergeKey(key),
      key: rangesOfNode(text, key as Node | null),
      value: isAbsent ? null : rangesOfNode(text, held),
    };
  });
  return { kind: "map", ...base, pairs: () => pairs };
}
