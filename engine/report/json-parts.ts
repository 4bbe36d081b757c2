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
  const isList = lists.some((list) => list.length === path.length);
  const pad = `\n${"  ".repeat(path.length + 1)}`;
  for (const [at, [key, each]] of entries.entries()) {
    yield `${at === 0 ? open : ","}${pad}${Array.isArray(value) ? "" : `${JSON.stringify(key)}: `}`;
    if (isList) yield indent(JSON.stringify(each, null, 2), path.length + 1);
    else yield* printAt(each, [...path, key], lists);
  }
  yield `\n${"  ".repeat(path.length)}${close}`;
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
