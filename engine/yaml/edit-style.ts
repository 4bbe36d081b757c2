import { isMap, isScalar, isSeq, type Node, Scalar } from "yaml";
import { rootOf, type YamlDocument } from "./parse-document";

/** How a document is written; new text follows it. */
export interface EditStyle {
  readonly newline: "\n" | "\r\n";
  /** Columns by which a nested block map is indented. */
  readonly unit: number;
  /** Columns by which a block list is indented from its key; 0 where lists stand in their key's column. */
  readonly listIndent: number;
  /** The quotes that the document prefers. */
  readonly quote: '"' | "'";
  /** The text ends with a line break, so that a block scalar at its end keeps its own. */
  readonly endsWithNewline: boolean;
  /** What stands inside the braces of a flow map on one line. */
  readonly bracePad: "" | " ";
  /** Set where the document is JSON. */
  readonly json: JsonStyle | undefined;
}

/** How JSON is written. */
export interface JsonStyle {
  /** What stands between a key and its value, and after a comma. */
  readonly colon: ": " | ":";
  readonly comma: ", " | ",";
  /** One step of indentation; `undefined` where everything stands on one line. */
  readonly unit: string | undefined;
}

/** Finds out how a document is written: the most frequent choice wins; two spaces, indented lists where it shows none. */
export function detectStyle(document: YamlDocument): EditStyle {
  const { text } = document;
  const units = new Map<number, number>();
  const lists = new Map<number, number>();
  let single = 0;
  let double = 0;
  const stack: unknown[] = [rootOf(document)];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isSeq(node)) for (const item of node.items) stack.push(item);
    else if (isMap(node)) {
      for (const { key, value } of node.items) {
        stack.push(key, value);
        if (node.flow) continue;
        const step = indentStep(text, key as Node | null, value as Node | null);
        if (step !== undefined) count(isSeq(value) ? lists : units, step);
      }
    } else if (isScalar(node)) {
      if (node.type === Scalar.QUOTE_SINGLE) single++;
      else if (node.type === Scalar.QUOTE_DOUBLE) double++;
    }
  }
  const unit = mostFrequent(units) ?? 2;
  return {
    newline: text.includes("\r\n") ? "\r\n" : "\n",
    unit,
    listIndent: mostFrequent(lists) ?? unit,
    quote: single > double ? "'" : '"',
    endsWithNewline: text.endsWith("\n"),
    bracePad: "",
    json: detectJson(text),
  };
}

/** The style of JSON text; `undefined` where the text is no JSON. */
export function detectJson(text: string): JsonStyle | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const unit = /^\s*[{[][ \t]*\r?\n([ \t]+)/.exec(text)?.[1];
  const isCompact = unit === undefined && !/":\s/.test(text);
  return { colon: isCompact ? ":" : ": ", comma: isCompact ? "," : ", ", unit };
}

function indentStep(text: string, key: Node | null, value: Node | null): number | undefined {
  const isBlock = (isMap(value) || isSeq(value)) && !value.flow;
  if (!isBlock || !key?.range || !value.range) return undefined;
  if (!text.slice(key.range[1], value.range[0]).includes("\n")) return undefined;
  return columnOf(text, value.range[0]) - columnOf(text, key.range[0]);
}

/** The column of an offset, in UTF-16 code units. */
export function columnOf(text: string, offset: number): number {
  return offset === 0 ? 0 : offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mostFrequent(counts: Map<number, number>): number | undefined {
  let best: number | undefined;
  for (const [value, times] of counts)
    if (best === undefined || times > (counts.get(best) ?? 0)) best = value;
  return best;
}
