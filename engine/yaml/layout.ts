import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

/** Whether a node has no text: the value of `key:`. */
export function isBare(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.range?.[0] === node.range?.[1]);
}

/** Whether a node is a block map or a block list. */
export function isBlockCollection(node: Node | null): boolean {
  return (isMap(node) || isSeq(node)) && !node.flow;
}

/** Whether a node is a literal or folded block scalar. */
export function isBlockScalar(node: Node | null): node is Scalar {
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
}

/** The start of the line that holds an offset. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The end of the line that holds an offset, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text[at - 1] === "\r" ? at - 1 : at;
}

/**
 * The end of a node's content: no comment, no blank line after it. `bareEnd` is the answer for a node without text.
 */
export function contentEnd(text: string, node: Node | null, bareEnd: number): number {
  let current = node;
  let bare = bareEnd;
  // A loop, not recursion: the last entry of the last entry, down to the last scalar.
  for (;;) {
    if (isBare(current)) return bare;
    if (isBlockScalar(current)) return blockScalarEnd(text, current);
    if (isMap(current) && !current.flow) {
      const last = current.items.at(-1);
      const key = (last?.key ?? null) as Node | null;
      bare = colonEnd(last?.srcToken?.sep) ?? key?.range?.[1] ?? bare;
      current = (last?.value ?? null) as Node | null;
    } else if (isSeq(current) && !current.flow) {
      bare = dashes(current).at(-1) ?? bare;
      current = (current.items.at(-1) ?? null) as Node | null;
    } else if (isAlias(current)) return current.range?.[1] ?? bare;
    else return current?.range?.[1] ?? bare;
  }
}

interface SourceTokenLike {
  readonly type: string;
  readonly offset: number;
}

/** The end of the colon among the tokens between a key and its value. */
export function colonEnd(tokens: readonly SourceTokenLike[] | undefined): number | undefined {
  const colon = tokens?.find(({ type }) => type === "map-value-ind");
  return colon ? colon.offset + 1 : undefined;
}

/** The ends of the dashes of a block list, one an item. */
export function dashes(node: Node): number[] {
  const token = (node as { srcToken?: { items?: readonly { start?: readonly SourceTokenLike[] }[] } })
    .srcToken;
  return (token?.items ?? []).flatMap(
    ({ start }) => start?.filter(({ type }) => type === "seq-item-ind").map(({ offset }) => offset + 1) ?? [],
  );
}

function blockScalarEnd(text: string, node: Scalar): number {
  const [start, end] = node.range ?? [0, 0];
  const source = text.slice(start, end);
  const header = lineEnd(source, 0);
  if (/^[|>][-0-9]*\+/.test(source)) return start + source.replace(/\r?\n$/, "").length;
  return start + Math.max(header, source.trimEnd().length);
}

/**
 * Whether a node ends the text as a block scalar without a line break after it. Anything that follows brings one, and
 * readers differ on whether the scalar's value then changes.
 */
export function endsOpen(text: string, node: Node | null): boolean {
  let last = node;
  while (last && isBlockCollection(last)) {
    const item: unknown = (last as YAMLMap | YAMLSeq).items.at(-1);
    last = (isMap(last) ? ((item as Pair | undefined)?.value ?? null) : (item ?? null)) as Node | null;
  }
  if (!isBlockScalar(last)) return false;
  const [start, end] = last.range ?? [0, 0];
  return (
    lineEnd(text, end) === text.length && !text.endsWith("\n") && !/^[|>][0-9]*-/.test(text.slice(start, end))
  );
}
