/** Where a cursor stands in a YAML document, read from its text alone, so that half-typed text has a place too. */
export interface TextContext {
  /** The keys above, from the root; `[]` stands for a list item. With a value, its key is the last. */
  readonly path: readonly string[];
  /** What is being written: a key (or the text of a list item), or the value of the last key of the path. */
  readonly at: "key" | "value";
  /** Where the word begins that is being written, as an offset in the text. */
  readonly start: number;
  /** The word as far as the cursor, without an opening quote. */
  readonly word: string;
  readonly isQuoted: boolean;
  /** A value right behind the colon still needs its space. */
  readonly needsSpace: boolean;
  /** In `[…]` or `{…}` on one line. */
  readonly isFlow: boolean;
  /** The `kind` of the resource, as written. */
  readonly kind: string | undefined;
}

/** A list item in the path of a context. */
export const ITEM = "[]";

interface Line {
  readonly dashes: readonly number[];
  /** The column of what follows the dashes. */
  readonly column: number;
  readonly content: string;
}

interface Node {
  readonly segment: string;
  /** The column of what the key or item holds. */
  readonly column: number;
}

const KEY =
  /^(?:"([^"]*)"|'([^']*)'|([^\s#:"'{}[\],][^:#]*?|[^\s#"'{}[\],]*?[^\s#"'{}[\],:]))[ \t]*:(?=[ \t\r]|$)[ \t]*/;

/**
 * The context of an offset, or `undefined` inside comments and text blocks.
 *
 * @param text one document
 */
export function textContextAt(text: string, offset: number): TextContext | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (/(^|\s)#/.test(before.replace(/"[^"]*"?|'[^']*'?/g, ""))) return undefined;
  const line = readLine(before);
  const above = ancestors(text.slice(0, lineStart), line);
  if (!above) return undefined;
  const written = readWritten(line.content, lineStart + line.column);
  const path = [...above.map(({ segment }) => segment), ...written.path];
  const rootColumn = above[0]?.segment === "items" && above[1]?.segment === ITEM ? above[1].column : 0;
  const { at, start, word, isQuoted, needsSpace, isFlow } = written;
  return { path, at, start, word, isQuoted, needsSpace, isFlow, kind: kindAt(text, lineStart, rootColumn) };
}

function readLine(text: string): Line {
  const dashes: number[] = [];
  let column = /^ */.exec(text)?.[0].length ?? 0;
  for (
    let match = /^-(?: +|$)/.exec(text.slice(column));
    match;
    match = /^-(?: +|$)/.exec(text.slice(column))
  ) {
    dashes.push(column);
    column += match[0].length === 1 ? 2 : match[0].length;
  }
  return { dashes, column, content: text.slice(column) };
}

/** The keys and items around the current line, outermost first; `undefined` inside a text block. */
function ancestors(before: string, current: Line): Node[] | undefined {
  const found: Node[] = [];
  let column = current.column;
  let isItem = false;
  const enterDashes = (dashes: readonly number[]) => {
    for (const dash of dashes.toReversed()) {
      found.push({ segment: ITEM, column });
      column = dash;
      isItem = true;
    }
  };
  enterDashes(current.dashes);
  const lines = before.split("\n");
  for (let at = lines.length - 2; at >= 0 && (column > 0 || isItem); at--) {
    const text = (lines[at] ?? "").replace(/\r$/, "");
    if (/^\s*(#|$)/.test(text)) continue;
    if (/^(---|\.\.\.)(\s|$)/.test(text)) break;
    const line = readLine(text);
    if (isItem && line.dashes.includes(column)) {
      enterDashes(line.dashes.filter((dash) => dash < column));
      continue;
    }
    const isParent = isItem ? line.column <= column : line.column < column;
    if (isParent) {
      const key = KEY.exec(line.content);
      if (!key) continue;
      if (/^[|>]/.test(line.content.slice(key[0].length))) return undefined;
      found.push({ segment: key[1] ?? key[2] ?? key[3] ?? "", column });
      column = line.column;
      isItem = false;
      enterDashes(line.dashes);
    } else if (!isItem && line.column === column && line.dashes.length > 0) enterDashes(line.dashes);
  }
  return found.reverse();
}

type Written = Omit<TextContext, "kind">;

/** What is written on the line itself, up to the cursor. */
function readWritten(content: string, offset: number): Written {
  const key = KEY.exec(content);
  if (!key) return readFlow(content, offset, []) ?? wordAt(content, offset, [], "key");
  const name = key[1] ?? key[2] ?? key[3] ?? "";
  const rest = content.slice(key[0].length);
  const start = offset + key[0].length;
  const flow = readFlow(rest, start, [name]);
  if (flow) return flow;
  return { ...wordAt(rest, start, [name], "value"), needsSpace: key[0].endsWith(":") };
}

function wordAt(text: string, offset: number, path: readonly string[], at: "key" | "value"): Written {
  const quote = /^["']/.test(text) ? 1 : 0;
  return {
    path,
    at,
    start: offset + quote,
    word: text.slice(quote),
    isQuoted: quote === 1,
    needsSpace: false,
    isFlow: false,
  };
}

/** The place in a list or map that opens and is not closed on this line. */
function readFlow(text: string, offset: number, outer: readonly string[]): Written | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  const stack: string[][] = [];
  let path = [...outer];
  let from = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "[" || character === "{") {
      stack.push(path);
      path = character === "[" ? [...path, ITEM] : path;
      from = at + 1;
    } else if (character === "]" || character === "}") {
      path = stack.pop() ?? path;
      from = at + 1;
    } else if (character === ",") {
      const holder = stack.at(-1) ?? [];
      const isList = path.length > holder.length && path[holder.length] === ITEM;
      path = isList ? [...holder, ITEM] : [...holder];
      from = at + 1;
    } else if (character === ":" && /[\s]|$/.test(text[at + 1] ?? "")) {
      path = [
        ...path,
        text
          .slice(from, at)
          .trim()
          .replace(/^["']|["']$/g, ""),
      ];
      from = at + 1;
    }
  }
  if (stack.length === 0) return undefined;
  const raw = text.slice(from);
  const word = raw.trimStart();
  const holder = stack.at(-1) ?? [];
  const isValue = path.length > holder.length && path.at(-1) !== ITEM;
  const written = wordAt(word, offset + from + raw.length - word.length, path, isValue ? "value" : "key");
  return { ...written, isFlow: true };
}

function kindAt(text: string, offset: number, column: number): string | undefined {
  let nearest: string | undefined;
  let position = 0;
  for (const each of text.split("\n")) {
    const line = readLine(each);
    const kind =
      line.column === column ? /^["']?kind["']?:\s*["']?([A-Za-z0-9]+)/.exec(line.content)?.[1] : undefined;
    if (kind !== undefined && (position <= offset || nearest === undefined)) nearest = kind;
    position += each.length + 1;
  }
  return nearest;
}

/** Whether a path ends with some segments. */
export function endsWith(path: readonly string[], suffix: readonly string[]): boolean {
  const shift = path.length - suffix.length;
  return shift >= 0 && suffix.every((segment, index) => path[shift + index] === segment);
}

/**
 * The value of another key of the map that an offset stands in, read from the text alone; `undefined` where the map has
 * no such key, or its value is not on the key's line.
 */
export function siblingValue(text: string, offset: number, key: string): string | undefined {
  const lines = text.split("\n");
  const current = text.slice(0, offset).split("\n").length - 1;
  const { column, content } = readLine(lines[current] ?? "");
  const flow = /^.*[{,]\s*/.test(content) && content.includes("{") ? content : undefined;
  const pattern = new RegExp(`(?:^|[{,]\\s*)["']?${key}["']?:[ \\t]*["']?([^\\s"',}#]+)`);
  if (flow) return pattern.exec(flow)?.[1];
  for (const step of [-1, 1]) {
    for (let at = current + (step < 0 ? 0 : 1); at >= 0 && at < lines.length; at += step) {
      const text = (lines[at] ?? "").replace(/\r$/, "");
      if (/^\s*(#|$)/.test(text)) continue;
      const line = readLine(text);
      const startsItem = line.dashes.length > 0;
      if (line.column < column || (step > 0 && startsItem && line.column <= column)) break;
      if (line.column !== column) continue;
      const found = new RegExp(`^["']?${key}["']?:[ \\t]+["']?([^\\s"'#]+)`).exec(line.content);
      if (found) return found[1];
      if (step < 0 && startsItem) break;
    }
  }
  return undefined;
}
