import { type Path, valueAt } from "../json";
import { type Location, locate, nodeAt } from "./locate";
import type { YamlDocument } from "./parse-document";
import type { Span } from "./text-position";

/**
 * The range of a part of a string: flags, shell text, embedded YAML. Exact for plain, quoted and literal block
 * scalars whose text stands in the file as it is read; the whole scalar otherwise (escapes, folding).
 *
 * @param part offsets in the *value*, UTF-16, end exclusive
 */
export function locateInScalar(document: YamlDocument, base: Path, path: Path, part: Span): Location {
  const whole = locate(document, base, path);
  const full = [...base, ...path];
  const node = nodeAt(document, full);
  if (node?.kind !== "scalar") return whole;
  const { start, end, style } = node;
  const source = document.text.slice(start, end);
  const read = valueAt(document.value, full);
  const value = typeof read === "string" ? read : source;
  if (style === "literal") return inLiteralBlock(document.text, start, end, value, part) ?? whole;
  const at = source.indexOf(value);
  if (value === "" || at < 0 || at > 1) return whole;
  return { start: start + at + part.start, end: start + at + part.end };
}

function inLiteralBlock(
  text: string,
  start: number,
  end: number,
  value: string,
  part: Span,
): Span | undefined {
  const header = text.indexOf("\n", start);
  if (header < 0 || header >= end) return undefined;
  const before = value.slice(0, part.start);
  const line = before.split("\n").length - 1;
  const column = part.start - (before.lastIndexOf("\n") + 1);
  const sourceLines = text.slice(header + 1, end).split("\n");
  const valueLine = value.split("\n")[line] ?? "";
  const sourceLine = sourceLines[line];
  if (sourceLine === undefined || !sourceLine.replace(/\r$/, "").endsWith(valueLine)) return undefined;
  const lineStart = header + 1 + sourceLines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const indent = sourceLine.replace(/\r$/, "").length - valueLine.length;
  const from = lineStart + indent + column;
  return { start: from, end: Math.min(from + (part.end - part.start), lineStart + sourceLine.length) };
}
