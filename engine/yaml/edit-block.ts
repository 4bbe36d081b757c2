import { isMap, isScalar, isSeq, type Node, type Pair, Scalar } from "yaml";
import { deepEqual, isObject, type JsonValue } from "../json";
import { type EditContext, type Entry, linesBelow, replaceText } from "./edit-context";
import { editFlow } from "./edit-flow";
import { type EditPlan, planValue } from "./edit-plan";
import { columnOf } from "./edit-style";
import {
  colonEnd,
  contentEnd,
  dashes,
  endsOpen,
  isBare,
  isBlockCollection,
  isBlockScalar,
  lineEnd,
  lineStart,
} from "./layout";
import { keyName } from "./node-keys";
import { quoted } from "./print-scalar";
import { entryLines, itemLines, type Rendered, renderBelowDash, renderBelowKey } from "./print-value";

/** Turns the plan of a map or list, in whatever style it is written, into text edits. */
export function editCollection(
  context: EditContext,
  node: Node | null,
  value: JsonValue,
  plan: EditPlan,
): void {
  if (isMap(node) && !node.flow) editBlockMap(context, node, value, plan);
  else if (isSeq(node) && !node.flow) editBlockList(context, node, value, plan);
  else if (isMap(node) || isSeq(node)) editFlow(context, node, value, plan);
  else context.failed = true;
}

function editBlockMap(context: EditContext, node: Node, value: JsonValue, plan: EditPlan): void {
  if (!isMap(node) || !isObject(value)) return;
  const entries: Entry[] = [];
  for (const pair of node.items as Pair<Node | null, Node | null>[]) {
    const colon = colonEnd(pair.srcToken?.sep);
    const name = keyName(pair.key) ?? "";
    if (!pair.key?.range || colon === undefined || hasExplicitKey(pair)) {
      context.failed = true;
      return;
    }
    entries.push({
      start: pair.key.range[0],
      indicatorEnd: colon,
      end: contentEnd(context.text, pair.value, colon),
      node: pair.value,
      value: value[name] ?? null,
      plan: plan.children.get(name),
    });
  }
  const column = columnOf(context.text, entries[0]?.start ?? 0);
  const added = [...plan.children].flatMap(([key, child]) =>
    child.op === "set" && !Object.hasOwn(value, key)
      ? entryLines(String(key), child.value, column, context.style)
      : [],
  );
  for (const entry of entries)
    editEntry(context, entry, (changed) => renderBelowKey(changed, column, context.style));
  finishBlock(context, entries, added);
}

function hasExplicitKey(pair: Pair<Node | null, Node | null>): boolean {
  return pair.srcToken?.start.some(({ type }) => type === "explicit-key-ind") ?? false;
}

function editBlockList(context: EditContext, node: Node, value: JsonValue, plan: EditPlan): void {
  if (!isSeq(node) || !Array.isArray(value)) return;
  const ends = dashes(node);
  if (ends.length !== node.items.length) {
    context.failed = true;
    return;
  }
  const entries = ends.map((end, index): Entry => {
    const item = (node.items[index] ?? null) as Node | null;
    return {
      start: end - 1,
      indicatorEnd: end,
      end: contentEnd(context.text, item, end),
      node: item,
      value: value[index] ?? null,
      plan: plan.children.get(index),
    };
  });
  const column = columnOf(context.text, entries[0]?.start ?? 0);
  const width = contentWidth(context.text, entries);
  for (const entry of entries)
    editEntry(context, entry, (changed) => renderBelowDash(changed, column, context.style, width));
  finishBlock(
    context,
    entries,
    plan.appended.flatMap((item) => itemLines(item, column, context.style, width)),
  );
}

/** How far the items' content stands from their dashes. */
function contentWidth(text: string, entries: readonly Entry[]): number {
  for (const { start, node } of entries) {
    if (!node?.range || isBare(node) || text.slice(start, node.range[0]).includes("\n")) continue;
    return node.range[0] - start;
  }
  return 2;
}

function editEntry(context: EditContext, entry: Entry, render: (value: JsonValue) => Rendered): void {
  const { plan, node, value } = entry;
  if (plan === undefined || plan.op === "remove") return;
  if (plan.op === "edit" && !emptiesCollection(plan, value)) {
    editCollection(context, node, value, plan);
    return;
  }
  const changed = plan.op === "set" ? plan.value : planValue(plan, value);
  if (deepEqual(value, changed)) return;
  const quote = quoteOf(node);
  if (quote && typeof changed === "string")
    replaceValue(context, entry, { inline: quoted(changed, quote), lines: [] });
  else replaceValue(context, entry, render(changed));
}

function replaceValue(context: EditContext, entry: Entry, { inline, lines }: Rendered): void {
  const { text } = context;
  const { node, end } = entry;
  const indicatorEnd = entry.indicatorEnd ?? entry.start;
  const below = linesBelow(context, lines);
  const start = node?.range?.[0] ?? indicatorEnd;
  const isOnSameLine = !text.slice(indicatorEnd, start).includes("\n");
  if (isBare(node)) {
    if (inline !== "") replaceText(context, indicatorEnd, indicatorEnd, ` ${inline}`);
    const at = lineEnd(text, indicatorEnd);
    replaceText(context, at, at, below);
  } else if (isBlockScalar(node)) {
    const header = /^[|>][-+0-9]*/.exec(text.slice(start, start + 8))?.[0] ?? "";
    replaceText(context, inline === "" ? indicatorEnd : start, start + header.length, inline);
    replaceText(context, lineEnd(text, start), lineEnd(text, end), below);
  } else if (isBlockCollection(node) && isOnSameLine) {
    replaceText(context, start, end, inline + below);
  } else if (isBlockCollection(node) || !isOnSameLine) {
    if (inline !== "") replaceText(context, indicatorEnd, indicatorEnd, ` ${inline}`);
    replaceText(context, lineEnd(text, indicatorEnd), lineEnd(text, end), below);
  } else {
    replaceText(context, inline === "" ? indicatorEnd : start, end, inline);
    const at = lineEnd(text, end);
    replaceText(context, at, at, below);
  }
}

/** Takes out the entries that go and adds the lines of new ones, below the last entry that stays. */
function finishBlock(context: EditContext, entries: readonly Entry[], added: readonly string[]): void {
  const { text } = context;
  const kept = entries.filter(({ plan }) => plan?.op !== "remove");
  const first = kept[0];
  if (!first) {
    context.failed = true;
    return;
  }
  let rest = entries;
  if (sharesLine(text, entries[0]?.start ?? 0)) {
    const firstKept = entries.indexOf(first);
    if (firstKept > 0) replaceText(context, entries[0]?.start ?? 0, commentStart(text, first.start), "");
    rest = entries.slice(firstKept);
  }
  for (const entry of rest) if (entry.plan?.op === "remove") removeLines(context, entry);
  if (added.length === 0) return;
  const anchor = kept.findLast((entry) => !endsOpen(text, entry.node));
  if (!anchor || !isIndentation(text, entries[0]?.start ?? 0)) {
    context.failed = true;
    return;
  }
  const at = lineEnd(text, anchor.end);
  replaceText(context, at, at, linesBelow(context, added));
}

/** Whether an entry begins behind a dash of an outer list. */
function sharesLine(text: string, start: number): boolean {
  return text.slice(lineStart(text, start), start).trim() !== "";
}

/** Whether only spaces and dashes stand before an offset on its line. */
function isIndentation(text: string, start: number): boolean {
  return (
    /^[ -]*$/.test(text.slice(lineStart(text, start), start)) &&
    !text.startsWith("--", lineStart(text, start))
  );
}

function removeLines(context: EditContext, entry: Entry): void {
  const { text } = context;
  const from = lineStart(text, commentStart(text, entry.start));
  const to = endOfDeeperComments(text, lineEnd(text, entry.end), columnOf(text, entry.start));
  if (from > 0) {
    const lineBreak = text[from - 2] === "\r" ? from - 2 : from - 1;
    replaceText(context, lineBreak, to, "");
  } else replaceText(context, 0, text.indexOf("\n", to) < 0 ? to : text.indexOf("\n", to) + 1, "");
}

/** The start of the comment lines directly above an entry, in its column; the entry's own start without any. */
function commentStart(text: string, start: number): number {
  const column = columnOf(text, start);
  let found = start;
  for (let line = lineStart(text, start); line > 0; ) {
    line = lineStart(text, line - 1);
    const isOwn = text[line + column] === "#" && text.slice(line, line + column).trim() === "";
    if (!isOwn) break;
    found = line + column;
  }
  return found;
}

/** The end of comment lines below an entry that are indented deeper than it: they belong to what it held. */
function endOfDeeperComments(text: string, end: number, column: number): number {
  let found = end;
  for (let at = text.indexOf("\n", end) + 1; at > 0; at = text.indexOf("\n", at) + 1) {
    const match = /^[ \t]*/.exec(text.slice(at, at + 1_000));
    const indent = match?.[0].length ?? 0;
    if (text[at + indent] !== "#" || indent <= column) break;
    found = lineEnd(text, at);
  }
  return found;
}

function quoteOf(node: Node | null): '"' | "'" | undefined {
  if (!isScalar(node)) return undefined;
  if (node.type === Scalar.QUOTE_DOUBLE) return '"';
  return node.type === Scalar.QUOTE_SINGLE ? "'" : undefined;
}

/** Whether nothing that is there now stays. */
export function emptiesCollection(plan: EditPlan, value: JsonValue): boolean {
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value ?? {});
  return [...keys].every((key) => plan.children.get(key)?.op === "remove");
}
