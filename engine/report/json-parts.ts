/** Joined, many small parts become few of about this many characters. */
const PART = 65_536;

/**
 * A JSON text with two-space indentation and a final newline, in parts: the same bytes as `JSON.stringify`, without ever
 * holding the whole. Long lists are named by their keys on the top level, or by a path through single objects.
 *
 * @param value an object
 * @param lists the paths of the lists that are printed item by item
 */
export function* jsonParts(
  value: object,
  lists: readonly (readonly (string | number)[])[],
): Generator<string> {
  yield* gather(printAt(value, [], lists));
  yield "\n";
}

function* printAt(
  value: unknown,
  path: readonly (string | number)[],
  lists: readonly (readonly (string | number)[])[],
): Generator<string> {
  const isOnTheWay = lists.some((list) => path.every((segment, at) => list[at] === segment));
  if (!isOnTheWay || typeof value !== "object" || value === null) {
    yield indent(JSON.stringify(value, null, 2), path.length);
    return;
  }
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value).filter(([, each]) => each !== undefined);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    yield open + close;
    return;
  }
  const pad = `\n${"  ".repeat(path.length + 1)}`;
  if (Array.isArray(value) && lists.some((list) => list.length === path.length)) {
    for (let at = 0; at < value.length; at += SLICE)
      yield `${at === 0 ? open : ","}${pad}${items(value.slice(at, at + SLICE), path.length + 1)}`;
  } else
    for (const [at, [key, each]] of entries.entries()) {
      yield `${at === 0 ? open : ","}${pad}${Array.isArray(value) ? "" : `${JSON.stringify(key)}: `}`;
      yield* printAt(each, [...path, key], lists);
    }
  yield `\n${"  ".repeat(path.length)}${close}`;
}

/** So many items of a list are printed at a time. */
const SLICE = 64;

/** The items of a list so many levels deep, without its brackets: lists around them make the indentation. */
function items(list: readonly unknown[], levels: number): string {
  let nested: unknown = list;
  let around = 0;
  for (let level = levels; level > 0; level--) {
    if (level > 1) nested = [nested];
    // A bracket, a line break and the indentation of what is inside; behind it a line break, one level less, a bracket.
    around += 2 + 2 * level;
  }
  const text = JSON.stringify(nested, null, 2);
  return text.slice(around, text.length - around + 2 * levels);
}

/** Moves all lines but the first to the right; JSON has no line breaks inside its strings. */
function indent(text: string, levels: number): string {
  return levels === 0 ? text : text.replaceAll("\n", `\n${"  ".repeat(levels)}`);
}

function* gather(parts: Iterable<string>): Generator<string> {
  let waiting: string[] = [];
  let size = 0;
  for (const part of parts) {
    waiting.push(part);
    size += part.length;
    if (size < PART) continue;
    yield waiting.join("");
    waiting = [];
    size = 0;
  }
  yield waiting.join("");
}
