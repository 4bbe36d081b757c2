import { isObject, type JsonObject, type JsonValue } from "../json";
import type { EditStyle, JsonStyle } from "./edit-style";
import { printScalar } from "./print-scalar";

/** A value as it follows a key or a dash: the part on the same line, and whole lines below. */
export interface Rendered {
  readonly inline: string;
  readonly lines: readonly string[];
}

/** The lines of a map entry in block style. */
export function entryLines(key: string, value: JsonValue, column: number, style: EditStyle): string[] {
  const { inline, lines } = renderBelowKey(value, column, style);
  const name = printScalar(key, "block", style.quote);
  return [`${" ".repeat(column)}${name}:${inline === "" ? "" : ` ${inline}`}`, ...lines];
}

/** The lines of a list item in block style; `width` is how far its content stands from the dash. */
export function itemLines(value: JsonValue, column: number, style: EditStyle, width = 2): string[] {
  const { inline, lines } = renderBelowDash(value, column, style, width);
  return [`${" ".repeat(column)}-${" ".repeat(width - 1)}${inline}`, ...lines];
}

/** A value as the value of a key at `column`. */
export function renderBelowKey(value: JsonValue, column: number, style: EditStyle): Rendered {
  if (isBlockMap(value)) return { inline: "", lines: mapLines(value, column + style.unit, style) };
  if (isBlockList(value)) {
    const lines = value.flatMap((item) => itemLines(item, column + style.listIndent, style));
    return { inline: "", lines };
  }
  return renderLeaf(value, column, style);
}

/** A value as the content of an item whose dash stands at `column`. */
export function renderBelowDash(value: JsonValue, column: number, style: EditStyle, width = 2): Rendered {
  const inner = column + width;
  const all = isBlockMap(value)
    ? mapLines(value, inner, style)
    : isBlockList(value)
      ? value.flatMap((item) => itemLines(item, inner, style))
      : undefined;
  if (!all) return renderLeaf(value, column, style);
  return { inline: (all[0] ?? "").slice(inner), lines: all.slice(1) };
}

/** The lines of a map in block style. */
export function mapLines(value: JsonObject, column: number, style: EditStyle): string[] {
  return Object.entries(value).flatMap(([key, child]) => entryLines(key, child ?? null, column, style));
}

/**
 * A value in flow style, on one line; or as indented JSON, where the JSON style has a unit and the line's
 * indentation is given.
 */
export function printFlow(value: JsonValue, style: EditStyle, lineIndent?: string): string {
  const { json } = style;
  const indent = json?.unit !== undefined && lineIndent !== undefined ? lineIndent + json.unit : undefined;
  const isEmpty = Array.isArray(value)
    ? value.length === 0
    : isObject(value) && Object.keys(value).length === 0;
  if (isEmpty) return Array.isArray(value) ? "[]" : "{}";
  const wrap = (open: string, parts: readonly string[], close: string) =>
    indent === undefined
      ? `${open}${parts.join(json?.comma ?? ", ")}${close}`
      : `${open}${style.newline}${parts.map((part) => indent + part).join(`,${style.newline}`)}${style.newline}${lineIndent}${close}`;
  if (Array.isArray(value))
    return wrap(
      "[",
      value.map((item) => printFlow(item, style, indent)),
      "]",
    );
  if (isObject(value)) {
    const parts = Object.entries(value).map(([key, child]) =>
      printFlowEntry(key, child ?? null, style, indent),
    );
    return indent === undefined
      ? wrap(`{${style.bracePad}`, parts, `${style.bracePad}}`)
      : wrap("{", parts, "}");
  }
  return printScalar(value, json ? "json" : "flow", style.quote);
}

/** A map entry in flow style. */
export function printFlowEntry(key: string, value: JsonValue, style: EditStyle, lineIndent?: string): string {
  const json: JsonStyle | undefined = style.json;
  const name = printScalar(key, json ? "json" : "flow", style.quote);
  return `${name}${json?.colon ?? ": "}${printFlow(value, style, lineIndent)}`;
}

function isBlockMap(value: JsonValue): value is JsonObject {
  return isObject(value) && Object.keys(value).length > 0;
}

function isBlockList(value: JsonValue): value is JsonValue[] {
  return Array.isArray(value) && value.length > 0;
}

/** Text that a literal block scalar holds as it is: at least two lines, nothing that its indentation would hide. */
const LITERAL = /^(?![ \t\n])[\x20-\x7e\n]*[^ \n]\n?$/;

function renderLeaf(value: JsonValue, column: number, style: EditStyle): Rendered {
  if (typeof value === "string" && value.includes("\n") && isLiteral(value, style)) {
    const body = value.endsWith("\n") ? value.slice(0, -1) : value;
    const pad = " ".repeat(column + style.unit);
    const lines = body.split("\n").map((line) => (line === "" ? "" : pad + line));
    return { inline: value.endsWith("\n") ? "|" : "|-", lines };
  }
  if (typeof value === "object" && value !== null)
    return { inline: Array.isArray(value) ? "[]" : "{}", lines: [] };
  return { inline: printScalar(value, "block", style.quote), lines: [] };
}

function isLiteral(value: string, style: EditStyle): boolean {
  if (value.endsWith("\n") && !style.endsWithNewline) return false;
  return LITERAL.test(value) && !/[ \t]\n/.test(value);
}
