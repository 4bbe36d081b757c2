import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Path } from "../json";
import { contentEnd, isBlockScalar } from "./layout";
import { isMergeKey, keyName, type YamlDocument } from "./parse-document";
import type { Span } from "./text-position";

/** Where a path of a document is written. Offsets are relative to the document's text. */
export interface Location extends Span {
  /** The anchor that an alias or merge key on the way refers to. */
  readonly anchor?: Span;
}

/** What to point at: the value (default) or the key that holds it. */
export type LocateTarget = "value" | "key";

interface Step {
  readonly node: Node | null;
  readonly pair: Pair<Node | null, Node | null> | undefined;
  readonly segment: string | number | undefined;
  readonly alias: Location | undefined;
}

/** Maps that stand for the resource or pod as a whole: a field missing there is reported at the name. */
const WHOLE = new Set(["spec", "template", "metadata", "jobTemplate", "podTemplate"]);

/**
 * The range of a path, by the range rules of the architecture notes: the cause, never a block.
 *
 * A value that is present: a scalar → the scalar; a map or list → its key, or the first scalar of a list item.
 * A value that is missing → the longest part of the path that exists: a map → its key; a list item → its
 * `name`, else its first key; the root, a spec, a template or metadata → the value of `metadata.name`, else `kind`.
 * Through an alias or merge key → the alias, with its anchor.
 *
 * @param base where the resource stands in the document: `[]`, or `["items", n]` inside a List
 */
export function locate(
  document: YamlDocument,
  base: Path,
  path: Path,
  target: LocateTarget = "value",
): Location {
  if (!document.root) return { start: 0, end: Math.min(document.text.length, 1) };
  const steps = walk(document, [...base, ...path]);
  const last = steps.at(-1);
  if (!last) return { start: 0, end: 0 };
  if (last.alias) return last.alias;
  if (isAlias(last.node) && target === "value") return aliasLocation(document, last.node);
  const found = steps.length - 1 === base.length + path.length;
  if (found)
    return target === "key" && last.pair?.key?.range ? spanOf(last.pair.key) : presentSpan(document, last);
  const depth = steps.length - 1;
  if (depth <= base.length || WHOLE.has(String(last.segment))) return resourceSpan(document, base);
  if (last.pair) return last.pair.key ? spanOf(last.pair.key) : presentSpan(document, last);
  return itemSpan(last.node);
}

/** The node at a path and the pair that holds it, without following what the path does not name; `undefined` where missing or reached through an alias. */
export function nodeAt(
  document: YamlDocument,
  path: Path,
): { node: Node | null; pair: Pair<Node | null, Node | null> | undefined } | undefined {
  const steps = walk(document, path);
  const last = steps.at(-1);
  if (!last || steps.length - 1 !== path.length || steps.some((step) => step.alias)) return undefined;
  return { node: last.node, pair: last.pair };
}

function walk(document: YamlDocument, path: Path): Step[] {
  const steps: Step[] = [{ node: document.root, pair: undefined, segment: undefined, alias: undefined }];
  let alias: Location | undefined;
  let node = document.root;
  for (const segment of path) {
    if (isAlias(node)) {
      alias ??= aliasLocation(document, node);
      node = anchorOf(document, node);
    }
    const next = child(document, node, segment);
    if (!next) break;
    alias ??= next.alias;
    node = next.node;
    steps.push({ node, pair: next.pair, segment, alias });
  }
  return steps;
}

function aliasLocation(document: YamlDocument, alias: Node): Location {
  const anchor = anchorOf(document, alias);
  return anchor ? { ...spanOf(alias), anchor: anchorSpan(anchor) } : spanOf(alias);
}

/** What shows an anchor's value without marking a whole block. */
function anchorSpan(anchor: Node): Span {
  return firstScalar(anchor) ?? spanOf(anchor);
}

function anchorOf(document: YamlDocument, alias: Node): Node | null {
  if (!isAlias(alias) || !document.root) return null;
  let found: Node | null = null;
  const stack: unknown[] = [document.root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const anchored = node as Node & { anchor?: string };
    const before = (anchored?.range?.[0] ?? 0) < (alias.range?.[0] ?? 0);
    if (anchored?.anchor === alias.source && before && (found?.range?.[0] ?? -1) < (anchored.range?.[0] ?? 0))
      found = anchored;
    if (isMap(node)) for (const pair of node.items) stack.push(pair.key, pair.value);
    else if (isSeq(node)) for (const item of node.items) stack.push(item);
  }
  return found;
}

type Child = Omit<Step, "segment">;

function child(document: YamlDocument, node: Node | null, segment: string | number): Child | undefined {
  if (isSeq(node)) {
    if (typeof segment !== "number" || segment >= node.items.length) return undefined;
    return { node: node.items[segment] as Node | null, pair: undefined, alias: undefined };
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<Node | null, Node | null>[];
  // As the reader merges: what is written later wins, and in a list of maps what comes first.
  for (let index = pairs.length - 1; index >= 0; index--) {
    const pair = pairs[index] as Pair<Node | null, Node | null>;
    if (!isMergeKey(pair.key)) {
      if (keyName(pair.key) === String(segment)) return { node: pair.value, pair, alias: undefined };
      continue;
    }
    const sources = isSeq(pair.value) ? (pair.value.items as (Node | null)[]) : [pair.value];
    for (const source of sources) {
      const target = isAlias(source) ? anchorOf(document, source) : source;
      const found = child(document, target, segment);
      if (found && source && target)
        return { ...found, alias: { ...spanOf(source), anchor: anchorSpan(target) } };
    }
  }
  return undefined;
}

function spanOf(node: Node): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}

function presentSpan(document: YamlDocument, step: Step): Location {
  const { node, pair } = step;
  // The library's range of a block scalar ends behind its last line break.
  if (isBlockScalar(node)) return { ...spanOf(node), end: contentEnd(document.text, node, 0) };
  if (isScalar(node) && spanOf(node).end > spanOf(node).start) return spanOf(node);
  if (isAlias(node)) return spanOf(node);
  if (pair?.key) return spanOf(pair.key);
  return firstScalar(node) ?? (node ? spanOf(node) : { start: 0, end: 0 });
}

function firstScalar(node: Node | null): Span | undefined {
  if (isScalar(node)) return spanOf(node);
  if (isMap(node)) return node.items[0] ? firstScalar((node.items[0].key ?? null) as Node | null) : undefined;
  if (isSeq(node)) return node.items[0] ? firstScalar(node.items[0] as Node | null) : undefined;
  return undefined;
}

function itemSpan(node: Node | null): Location {
  if (isMap(node)) {
    const name = node.items.find(({ key }) => keyName(key) === "name")?.value as Node | null | undefined;
    if (isScalar(name) && spanOf(name).end > spanOf(name).start) return spanOf(name);
  }
  return firstScalar(node) ?? (node ? spanOf(node) : { start: 0, end: 0 });
}

function resourceSpan(document: YamlDocument, base: Path): Location {
  for (const path of [["metadata", "name"], ["metadata", "generateName"], ["kind"]]) {
    const steps = walk(document, [...base, ...path]);
    const last = steps.at(-1);
    if (!last || steps.length - 1 !== base.length + path.length) continue;
    if (last.alias) return last.alias;
    if (isAlias(last.node)) return aliasLocation(document, last.node);
    if (isScalar(last.node) && spanOf(last.node).end > spanOf(last.node).start) return spanOf(last.node);
  }
  const root = walk(document, base).at(-1)?.node ?? null;
  return firstScalar(root) ?? { start: 0, end: Math.min(document.text.length, 1) };
}
