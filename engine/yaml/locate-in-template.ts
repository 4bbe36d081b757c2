import type { Path } from "../json";
import type { Span } from "./text-position";

/** Longer lines are passed over: no manifest has them, and no pattern is run on them. */
const LINE_LIMIT = 2_000;

interface Line {
  readonly text: string;
  readonly start: number;
}

/**
 * Where a path of a rendered resource is likely to be written in the template that it came from. A template is no
 * YAML, so this reads lines: the document that names the kind, and in it each key of the path deeper than the last.
 * What is not found (a helper writes it) ends the search: the last key that was found is returned, else the name,
 * else the kind.
 *
 * @param identity the kind of the resource, and its name as rendered
 * @returns offsets in the template's text
 */
export function locateInTemplate(
  text: string,
  identity: { readonly kind: string; readonly name: string | undefined },
  path: Path,
): Span {
  const documents = splitLines(text);
  const kindLine = ({ text: line }: Line) =>
    /^\s*kind:\s*(["']?)([\w]+)\1\s*(?:#.*)?$/.exec(line)?.[2] === identity.kind;
  const candidates = documents.filter((lines) => lines.some(kindLine));
  const lines =
    candidates.find((each) =>
      each.some((line) => identity.name !== undefined && line.text.includes(`name: ${identity.name}`)),
    ) ??
    candidates[0] ??
    documents[0] ??
    [];
  const kind = lines.find(kindLine);
  const found = findKeys(lines, path);
  if (found) return found;
  const metadata = findKeys(lines, ["metadata", "name"]);
  if (metadata) return metadata;
  return kind ? spanOf(kind, "kind") : { start: 0, end: Math.min(text.length, 1) };
}

function splitLines(text: string): Line[][] {
  const documents: Line[][] = [[]];
  let start = 0;
  for (const line of text.split("\n")) {
    if (/^---(?:\s|$)/.test(line)) documents.push([]);
    else if (line.length <= LINE_LIMIT) documents.at(-1)?.push({ text: line.replace(/\r$/, ""), start });
    start += line.length + 1;
  }
  return documents;
}

/** The deepest key of a path that is written; at least two deep, or the whole path. */
function findKeys(lines: readonly Line[], path: Path): Span | undefined {
  const keys = path.filter((segment) => typeof segment === "string");
  let from = 0;
  let indent = -1;
  let depth = 0;
  let last: Span | undefined;
  for (const key of keys) {
    const at = lines.findIndex((line, index) => {
      if (index < from) return false;
      const place = keyAt(line.text);
      return place !== undefined && place.key === key && place.indent > indent;
    });
    const end = lines.findIndex((line, index) => {
      const place = keyAt(line.text);
      return index > from && place !== undefined && depth > 0 && place.indent <= indent;
    });
    const line = lines[at];
    if (!line || (end >= 0 && at > end)) break;
    indent = keyAt(line.text)?.indent ?? 0;
    from = at;
    depth++;
    last = spanOf(line, key);
  }
  return depth >= Math.min(2, keys.length) ? last : undefined;
}

function keyAt(line: string): { key: string; indent: number } | undefined {
  const match = /^((?:\s|- )*)(["']?)([\w./-]+)\2:(?:\s|$)/.exec(line);
  if (!match) return undefined;
  return { key: match[3] ?? "", indent: (match[1] ?? "").length };
}

/** The value beside a key where it is a plain one, else the key. */
function spanOf({ text, start }: Line, key: string): Span {
  const at = Math.max(0, text.indexOf(key));
  const value = /:\s+(\S(?:.*\S)?)\s*$/.exec(text.slice(at + key.length));
  const plain = value?.[1];
  if (plain !== undefined && !plain.startsWith("#") && !/^[|>&]/.test(plain)) {
    const offset = text.lastIndexOf(plain);
    return { start: start + offset, end: start + offset + plain.length };
  }
  return { start: start + at, end: start + at + key.length };
}
