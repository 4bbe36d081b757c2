import type { Path } from "../json";
import { rangesOf, type YamlDocument } from "./parse-document";
import type { RangeAlias, RangeNode, RangePair, RangeScalar } from "./range-node";
import type { Span } from "./text-position";

/** Where a path of a document is written. Offsets are relative to the document's text. */
export interface Location extends Span {
  /** The anchor that an alias or merge key on the way refers to. */
  readonly anchor?: Span;
}

/** What to point at: the value (default) or the key that holds it. */
export type LocateTarget = "value" | "key";

interface Step {
  readonly node: RangeNode | null;
  readonly pair: RangePair | undefined;
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
  const root = rangesOf(document);
  if (!root) return { start: 0, end: Math.min(document.text.length, 1) };
  const steps = walk(root, base.length === 0 ? path : [...base, ...path]);
  const last = steps.at(-1);
  if (!last) return { start: 0, end: 0 };
  if (last.alias) return last.alias;
  if (last.node?.kind === "alias" && target === "value") return aliasLocation(root, last.node);
  const found = steps.length - 1 === base.length + path.length;
  if (found) return target === "key" && last.pair?.key ? spanOf(last.pair.key) : presentSpan(last);
  const depth = steps.length - 1;
  if (depth <= base.length || WHOLE.has(String(last.segment))) return resourceSpan(document, root, base);
  if (last.pair) return last.pair.key ? spanOf(last.pair.key) : presentSpan(last);
  return itemSpan(last.node);
}

/** The node at a path, without following what the path does not name; `undefined` where missing or reached through an alias. */
export function nodeAt(document: YamlDocument, path: Path): RangeNode | null | undefined {
  const root = rangesOf(document);
  const steps = walk(root, path);
  const last = steps.at(-1);
  if (!last || steps.length - 1 !== path.length || steps.some((step) => step.alias)) return undefined;
  return last.node;
}

function walk(root: RangeNode | null, path: Path): Step[] {
  const steps: Step[] = [{ node: root, pair: undefined, segment: undefined, alias: undefined }];
  let alias: Location | undefined;
  let node = root;
  for (const segment of path) {
    if (node?.kind === "alias") {
      alias ??= aliasLocation(root, node);
      node = anchorOf(root, node);
    }
    const next = child(root, node, segment);
    if (!next) break;
    alias ??= next.alias;
    node = next.node;
    steps.push({ node, pair: next.pair, segment, alias });
  }
  return steps;
}

function aliasLocation(root: RangeNode | null, alias: RangeAlias): Location {
  const anchor = anchorOf(root, alias);
  return anchor ? { ...spanOf(alias), anchor: anchorSpan(anchor) } : spanOf(alias);
}

/** What shows an anchor's value without marking a whole block. */
function anchorSpan(anchor: RangeNode): Span {
  return firstScalar(anchor) ?? spanOf(anchor);
}

/** The last node before an alias that carries its anchor. */
function anchorOf(root: RangeNode | null, alias: RangeAlias): RangeNode | null {
  let found: RangeNode | null = null;
  const stack: (RangeNode | null)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === null) continue;
    if (node.anchor === alias.source && node.start < alias.start && (found?.start ?? -1) < node.start)
      found = node;
    if (node.kind === "map") for (const { key, value } of node.pairs()) stack.push(key, value);
    else if (node.kind === "list") stack.push(...node.items());
  }
  return found;
}

type Child = Omit<Step, "segment">;

function child(root: RangeNode | null, node: RangeNode | null, segment: string | number): Child | undefined {
  if (node?.kind === "list") {
    if (typeof segment !== "number" || segment >= node.items().length) return undefined;
    return { node: node.items()[segment] ?? null, pair: undefined, alias: undefined };
  }
  if (node?.kind !== "map") return undefined;
  const name = String(segment);
  // As the reader merges: what is written later wins, and in a list of maps what comes first.
  const pairs = node.pairs();
  for (let index = pairs.length - 1; index >= 0; index--) {
    const pair = pairs[index];
    if (!pair?.isMerge) {
      if (pair?.name === name) return { node: pair.value, pair, alias: undefined };
      continue;
    }
    const sources = pair.value?.kind === "list" ? pair.value.items() : [pair.value];
    for (const source of sources) {
      const target = source?.kind === "alias" ? anchorOf(root, source) : source;
      const found = child(root, target, segment);
      if (found && source && target)
        return { ...found, alias: { ...spanOf(source), anchor: anchorSpan(target) } };
    }
  }
  return undefined;
}

function spanOf({ start, end }: RangeNode): Span {
  return { start, end };
}

function hasText(node: RangeNode | null | undefined): node is RangeScalar {
  return node?.kind === "scalar" && node.end > node.start;
}

function presentSpan({ node, pair }: Step): Location {
  if (hasText(node) || node?.kind === "alias") return spanOf(node);
  if (pair?.key) return spanOf(pair.key);
  return firstScalar(node) ?? (node ? spanOf(node) : { start: 0, end: 0 });
}

function firstScalar(node: RangeNode | null): Span | undefined {
  if (node?.kind === "scalar") return spanOf(node);
  if (node?.kind === "map") return firstScalar(node.pairs()[0]?.key ?? null);
  if (node?.kind === "list") return firstScalar(node.items()[0] ?? null);
  return undefined;
}

function itemSpan(node: RangeNode | null): Location {
  if (node?.kind === "map") {
    const name = node.pairs().find((pair) => pair.name === "name")?.value;
    if (hasText(name)) return spanOf(name);
  }
  return firstScalar(node) ?? (node ? spanOf(node) : { start: 0, end: 0 });
}

function resourceSpan(document: YamlDocument, root: RangeNode, base: Path): Location {
  for (const path of [["metadata", "name"], ["metadata", "generateName"], ["kind"]]) {
    const steps = walk(root, [...base, ...path]);
    const last = steps.at(-1);
    if (!last || steps.length - 1 !== base.length + path.length) continue;
    if (last.alias) return last.alias;
    if (last.node?.kind === "alias") return aliasLocation(root, last.node);
    if (hasText(last.node)) return spanOf(last.node);
  }
  const first = walk(root, base).at(-1)?.node ?? null;
  return firstScalar(first) ?? { start: 0, end: Math.min(document.text.length, 1) };
}
