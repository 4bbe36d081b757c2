import { isMap, isScalar, isSeq, type Node, type Pair, Scalar } from "yaml";
import { deepEqual, isObject, type JsonValue } from "../json";
import { type EditContext, type Entry, replaceText } from "./edit-context";
import { type EditPlan, planValue } from "./edit-plan";
import type { EditStyle } from "./edit-style";
import { colonEnd, isBare, lineEnd, lineStart } from "./layout";
import { keyName } from "./node-keys";
import { quoted } from "./print-scalar";
import { printFlow, printFlowEntry } from "./print-value";

/** Turns the plan of a filled map or list in flow style, JSON included, into text edits. It stays in flow style. */
export function editFlow(context: EditContext, node: Node, value: JsonValue, plan: EditPlan): void {
  const entries = flowEntries(context, node, value, plan);
  const last = entries?.at(-1);
  if (!entries || !last) {
    context.failed = true;
    return;
  }
  const style = flowStyle(context, node);
  const isSpread = isAlone(context.text, last.start);
  const indent = /^[ \t]*/.exec(context.text.slice(lineStart(context.text, last.start)))?.[0] ?? "";
  const lineIndent = isSpread ? indent : undefined;
  for (const entry of entries) changeEntry(context, entry, style, indent);
  const added = [
    ...plan.appended.map((item) => printFlow(item, style, lineIndent)),
    ...[...plan.children].flatMap(([key, child]) =>
      child.op === "set" && isObject(value) && !Object.hasOwn(value, key)
        ? [printFlowEntry(String(key), child.value, style, lineIndent)]
        : [],
    ),
  ];
  finishFlow(context, entries, added, closingOffset(node), style, lineIndent);
}

function flowEntries(
  context: EditContext,
  node: Node,
  value: JsonValue,
  plan: EditPlan,
): Entry[] | undefined {
  const open = context.text[node.range?.[0] ?? 0];
  if (isSeq(node) && Array.isArray(value) && open === "[") {
    const entries = node.items.map((each, index): Entry => {
      const item = each as Node | null;
      const [start, end] = item?.range ?? [-1, -1];
      const child = plan.children.get(index);
      return { start, indicatorEnd: start, end, node: item, value: value[index] ?? null, plan: child };
    });
    return entries.some(({ node: item }) => isBare(item)) ? undefined : entries;
  }
  if (!isMap(node) || !isObject(value) || open !== "{") return undefined;
  const entries: Entry[] = [];
  for (const pair of node.items as Pair<Node | null, Node | null>[]) {
    const name = keyName(pair.key) ?? "";
    const hasQuestionMark = pair.srcToken?.start.some(({ type }) => type === "explicit-key-ind");
    if (!pair.key?.range || hasQuestionMark) return undefined;
    const colon = colonEnd(pair.srcToken?.sep);
    entries.push({
      start: pair.key.range[0],
      indicatorEnd: colon,
      end: isBare(pair.value) ? (colon ?? pair.key.range[1]) : (pair.value?.range?.[1] ?? 0),
      node: pair.value,
      value: value[name] ?? null,
      plan: plan.children.get(name),
    });
  }
  return entries;
}

/**
 * The document's style, with what the collection itself shows: in a map whose keys are all in double quotes, new keys
 * are too; where its braces stand apart from their content, new ones do.
 */
function flowStyle({ style, text }: EditContext, node: Node): EditStyle {
  if (!isMap(node)) return style;
  const source = text.slice(node.range?.[0], node.range?.[1]);
  const padded: EditStyle = { ...style, bracePad: source.startsWith("{ ") ? " " : "" };
  const isQuoted = node.items.every(({ key }) => isScalar(key) && key.type === Scalar.QUOTE_DOUBLE);
  if (style.json || !isQuoted) return padded;
  const isTight = !/":\s/.test(source);
  return { ...padded, json: { colon: isTight ? ":" : ": ", comma: ", ", unit: undefined } };
}

function changeEntry(context: EditContext, entry: Entry, style: EditStyle, indent: string): void {
  const { plan, node, value } = entry;
  if (plan === undefined || plan.op === "remove") return;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value ?? {});
  const isEmptied = plan.op === "edit" && keys.every((key) => plan.children.get(key)?.op === "remove");
  if (plan.op === "edit" && !isEmptied) {
    if (node) editFlow(context, node, value, plan);
    else context.failed = true;
    return;
  }
  const changed = plan.op === "set" ? plan.value : planValue(plan, value);
  if (deepEqual(value, changed)) return;
  const isSingle = isScalar(node) && node.type === Scalar.QUOTE_SINGLE;
  const isDouble = isScalar(node) && node.type === Scalar.QUOTE_DOUBLE;
  const text =
    typeof changed === "string" && (isSingle || isDouble)
      ? quoted(changed, isSingle ? "'" : '"')
      : printFlow(changed, style, indent);
  if (!isBare(node)) replaceText(context, node?.range?.[0] ?? 0, entry.end, text);
  else if (entry.indicatorEnd === undefined) context.failed = true;
  else replaceText(context, entry.indicatorEnd, entry.indicatorEnd, ` ${text}`);
}

function closingOffset(node: Node): number {
  return (node.range?.[1] ?? 1) - 1;
}

/** Whether an entry is the first thing on its line. */
function isAlone(text: string, start: number): boolean {
  const from = lineStart(text, start);
  return from > 0 && text.slice(from, start).trim() === "";
}

function finishFlow(
  context: EditContext,
  entries: readonly Entry[],
  added: readonly string[],
  closing: number,
  style: EditStyle,
  lineIndent: string | undefined,
): void {
  let fresh = added;
  let gone = entries.filter(({ plan }) => plan?.op === "remove");
  const replaced = entries.at(-1);
  if (replaced?.plan?.op === "remove" && fresh.length > 0) {
    // What comes takes the place of what goes, so that commas need no thought.
    replaceText(context, replaced.start, replaced.end, joinFlow(fresh, style, lineIndent));
    gone = gone.slice(0, -1);
    fresh = [];
  }
  removeFlow(context, entries, gone, closing);
  const last = entries.at(-1);
  if (fresh.length === 0 || !last) return;
  const { text } = context;
  const joined = joinFlow(fresh, style, lineIndent);
  const comma = commaAfter(text, last.end, closing);
  const at = lineEnd(text, comma ?? last.end);
  if (lineIndent === undefined || at > closing) {
    const separator =
      lineIndent === undefined ? (style.json?.comma ?? ", ") : `,${style.newline}${lineIndent}`;
    replaceText(context, last.end, last.end, separator + joined);
    return;
  }
  if (comma === undefined) replaceText(context, last.end, last.end, ",");
  replaceText(context, at, at, `${style.newline}${lineIndent}${joined}${comma === undefined ? "" : ","}`);
}

function joinFlow(parts: readonly string[], style: EditStyle, lineIndent: string | undefined): string {
  return parts.join(
    lineIndent === undefined ? (style.json?.comma ?? ", ") : `,${style.newline}${lineIndent}`,
  );
}

/** The offset of the comma that follows an entry, if there is one. */
function commaAfter(text: string, from: number, closing: number): number | undefined {
  for (let at = from; at < closing; at++) {
    if (text[at] === ",") return at;
    if (text[at] === "#") at = lineEnd(text, at);
  }
  return undefined;
}

function removeFlow(
  context: EditContext,
  entries: readonly Entry[],
  gone: readonly Entry[],
  closing: number,
): void {
  const { text } = context;
  const lastKept = entries.findLastIndex((entry) => !gone.includes(entry));
  const kept = entries[lastKept];
  if (!kept) {
    context.failed = true;
    return;
  }
  entries.forEach((entry, index) => {
    if (!gone.includes(entry)) return;
    const next = entries[index + 1];
    const comma = commaAfter(text, entry.end, closing);
    const end = comma === undefined ? entry.end : comma + 1;
    const eol = lineEnd(text, end);
    const ownsLines = isAlone(text, entry.start) && !(next && next.start < eol) && eol <= closing;
    if (ownsLines) {
      const from = lineStart(text, entry.start);
      replaceText(context, text[from - 2] === "\r" ? from - 2 : from - 1, eol, "");
    } else if (next && index < lastKept) {
      const isSameLine = !text.slice(end, next.start).includes("\n");
      replaceText(context, entry.start, isSameLine ? next.start : end, "");
    } else {
      const before = entries[index - 1];
      const from = before && !text.slice(before.end, entry.start).includes("\n") ? before.end : entry.start;
      replaceText(context, from, from === entry.start ? end : entry.end, "");
    }
  });
  // The last entry that stays must not keep a comma that the text did not have at its end.
  const hadTrailingComma = commaAfter(text, entries.at(-1)?.end ?? closing, closing) !== undefined;
  const comma = commaAfter(text, kept.end, closing);
  if (lastKept === entries.length - 1 || hadTrailingComma || comma === undefined) return;
  const isTaken = context.edits.some(({ start, end }) => start <= comma && comma < end);
  if (!isTaken) replaceText(context, comma, comma + 1, "");
}
