import type { JsonObject, JsonValue } from "../json";
import { ownText } from "../own-text";
import { typePlain } from "./resolve-scalar";
import { unescapeDouble, unescapeSingle } from "./unquote";

/**
 * A reader of the plain subset of YAML that most manifests are written in: block and flow collections, plain, quoted and
 * block scalars, comments. It reads some thirty times faster than the careful reader, and gives up at anything outside
 * the subset (anchors, aliases, tags, merge and complex keys, tabs in the indentation, duplicate keys, anything that
 * looks wrong), so that the careful reader decides. Where it answers, both answer alike: a property test holds them
 * together.
 */
export interface FastReading {
  readonly value: JsonValue;
  /** Where everything stands; see `Tape`. */
  readonly tape: Tape;
}

/**
 * The nodes of a document in the order of the text, two numbers each: the start and the kind packed as
 * `start * 8 + kind`, and the end. A collection is followed by its keys and values, and closed by `TAPE.end`.
 */
export type Tape = Int32Array;

/** The kinds of nodes on a tape. */
export const TAPE = { end: 0, map: 1, list: 2, plain: 3, quoted: 4, literal: 5, folded: 6, bare: 7 } as const;

/** Larger documents are left to the careful reader, which counts nodes against the limits. */
const MAX_NODES = 200_000;
const MAX_DEPTH = 100;
/** YAML allows keys on one line up to 1024 characters. */
const MAX_KEY = 1_000;

/** Thrown where the text leaves the subset; it carries no stack. */
const OUTSIDE = { outside: true };

const NEWLINE = 10;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const PIPE = 124;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;
const GREATER = 62;
const TAB = 9;

/** By character: whether a plain scalar cannot begin with it, or only with more thought than this reader takes. */
const NO_PLAIN_START = marks(",[]{}#&*!|>'\"%@`?:-<=\t\n\r \ufeff");
/** By character: whether a plain text that begins with it may be read as something else than a string. */
const TYPED_START = marks("0123456789+-.yYnNtTfFoO~");

/** How long the words are that stand for a boolean or null, by their first letter: `y`, `yes`; `n`, `no`, `null` … */
const WORD_LENGTHS: Readonly<Record<number, readonly number[]>> = {
  [letter("y")]: [1, 3],
  [letter("n")]: [1, 2, 4],
  [letter("t")]: [4],
  [letter("f")]: [5],
  [letter("o")]: [2, 3],
};

function letter(text: string): number {
  return text.charCodeAt(0);
}

function marks(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) if (character.charCodeAt(0) < 128) table[character.charCodeAt(0)] = 1;
  return table;
}

/*
 * The state of the reading, one at a time: the reader calls nobody who could read another text meanwhile. Kept in
 * variables of the module, which cost less than an object or a closure for each of ten thousand documents.
 */
let text = "";
let size = 0;
let pos = 0;
/** The start of the line of `pos`; only moved by what moves `pos` over a line break. */
let line = 0;
let depth = 0;
let buffer: Tape = new Int32Array(4_096);
let length = 0;
/** Set by `scanPlain`: where the text ends. */
let plainEnd = 0;

/** Reads a document, or gives up. Offsets are relative to the text. Never throws. */
export function readFast(source: string): FastReading | undefined {
  if (!source.includes("\r")) return readLines(source);
  if (MIXED_BREAKS.test(source)) return undefined;
  const reading = readLines(source.replaceAll("\r\n", "\n"));
  if (reading) shiftToCarriageReturns(reading.tape, source);
  return reading;
}

const MIXED_BREAKS = /\r(?!\n)|(?<!\r)\n/;

/** Moves the offsets of a text whose carriage returns were left out to where they are in the text itself. */
function shiftToCarriageReturns(tape: Tape, source: string): void {
  const breaks: number[] = [];
  for (let at = source.indexOf("\r"); at >= 0; at = source.indexOf("\r", at + 1))
    breaks.push(at - breaks.length);
  const shift = (offset: number) => {
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
  for (let at = 0; at < tape.length; at += 2) {
    const packed = tape[at] ?? 0;
    tape[at] = shift(packed >> 3) * 8 + (packed & 7);
    tape[at + 1] = shift(tape[at + 1] ?? 0);
  }
}

function readLines(source: string): FastReading | undefined {
  text = source;
  size = source.length;
  pos = 0;
  line = 0;
  depth = 0;
  length = 0;
  try {
    const value = readDocument();
    return { value, tape: buffer.slice(0, length) };
  } catch (error) {
    if (error === OUTSIDE) return undefined;
    throw error;
  } finally {
    text = "";
  }
}

function outside(): never {
  throw OUTSIDE;
}

function record(kind: number, start: number, end: number): void {
  if (length + 2 > buffer.length) {
    if (length > 2 * MAX_NODES) outside();
    const larger = new Int32Array(buffer.length * 2);
    larger.set(buffer);
    buffer = larger;
  }
  buffer[length++] = start * 8 + kind;
  buffer[length++] = end;
}

function readDocument(): JsonValue {
  if (text.startsWith("---")) {
    pos = 3;
    endLine();
  }
  skipBlank();
  if (pos >= size || text.charCodeAt(pos) === 37) outside();
  const code = text.charCodeAt(pos);
  if ((code === OPEN_MAP || code === OPEN_LIST) && pos !== line) outside();
  const value = readBlock(pos - line, -1);
  if (typeof value !== "object") outside();
  skipBlank();
  if (pos < size) outside();
  return value;
}

/** Moves to the next content, over blank lines and comments. `pos` must be at the start of a line or in its indentation. */
function skipBlank(): void {
  for (;;) {
    let code = text.charCodeAt(pos);
    while (code === SPACE) code = text.charCodeAt(++pos);
    if (code === HASH) {
      const end = text.indexOf("\n", pos);
      pos = end < 0 ? size : end;
      code = NEWLINE;
    }
    if (pos >= size) return;
    if (code !== NEWLINE) {
      if (code === TAB) outside();
      return;
    }
    line = ++pos;
  }
}

/** After a value: only blanks and a comment may follow on its line. Moves to the start of the next line. */
function endLine(): void {
  let code = text.charCodeAt(pos);
  if (code === SPACE) {
    while (code === SPACE) code = text.charCodeAt(++pos);
    if (code === HASH) {
      const end = text.indexOf("\n", pos);
      pos = end < 0 ? size : end;
      code = NEWLINE;
    }
  }
  if (pos >= size) return;
  if (code !== NEWLINE) outside();
  line = ++pos;
}

/** Whether a blank or the end of the text stands at an offset. */
function isBlankAt(at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === NEWLINE || at >= size;
}

/**
 * Reads a node that stands at `pos`, in a line of its own or behind a dash: what begins like a key is a map.
 *
 * @param column the column of `pos`: the indentation of a collection that begins here
 * @param parent the indentation of the collection around it
 */
function readBlock(column: number, parent: number): JsonValue {
  const code = text.charCodeAt(pos);
  if (code === DASH && isBlankAt(pos + 1)) return readList(column, false);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const start = pos;
    const from = length;
    const onLine = line;
    const value = readQuoted(parent);
    if (text.charCodeAt(pos) !== COLON && !(text.charCodeAt(pos) === SPACE && isColonNext())) {
      endLine();
      return value;
    }
    if (onLine !== line) outside();
    pos = start;
    length = from;
    return readMap(column);
  }
  if (code === OPEN_MAP || code === OPEN_LIST) {
    const value = readFlow(parent);
    endLine();
    return value;
  }
  if (code === PIPE || code === GREATER) return readBlockScalar(parent);
  if (isKeyAhead()) return readMap(column);
  return readPlain(parent);
}

function isColonNext(): boolean {
  let at = pos;
  while (text.charCodeAt(at) === SPACE) at++;
  return text.charCodeAt(at) === COLON;
}

/** Whether the plain text at `pos` is a key: a colon and a blank follow it on its line. */
function isKeyAhead(): boolean {
  for (let at = pos; at < size; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) return false;
    if (code === COLON && isBlankAt(at + 1)) return true;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) return false;
  }
  return false;
}

function enter(): void {
  if (++depth > MAX_DEPTH) outside();
}

function readMap(column: number): JsonValue {
  enter();
  record(TAPE.map, pos, pos);
  const object: JsonObject = {};
  for (;;) {
    const key = readKey();
    if (object[key] !== undefined) outside();
    const value = readMapValue(column);
    object[key] = value;
    skipBlank();
    const next = pos - line;
    if (pos >= size || next < column) break;
    if (next > column) outside();
    if (text.charCodeAt(pos) === DASH && isBlankAt(pos + 1)) outside();
  }
  record(TAPE.end, pos, pos);
  depth--;
  return object;
}

/** Reads a key and the colon behind it. */
function readKey(): string {
  const start = pos;
  const code = text.charCodeAt(pos);
  let key: string;
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const onLine = line;
    key = readQuoted(-1);
    if (onLine !== line) outside();
    while (text.charCodeAt(pos) === SPACE) pos++;
    if (text.charCodeAt(pos) !== COLON || !isBlankAt(pos + 1)) outside();
  } else {
    if (code < 128 && NO_PLAIN_START[code] === 1) outside();
    let at = pos;
    let sum = 0;
    for (let each = code; ; each = text.charCodeAt(++at)) {
      if (each === COLON) {
        if (isBlankAt(at + 1)) break;
      } else if (each === NEWLINE || each === TAB || at >= size) outside();
      else if (each === HASH && text.charCodeAt(at - 1) === SPACE) outside();
      sum = (sum * 31 + each) | 0;
    }
    pos = at;
    while (text.charCodeAt(at - 1) === SPACE) at--;
    record(TAPE.plain, start, at);
    key = keyOf(start, at, sum);
  }
  if (pos - start > MAX_KEY || key === "__proto__") outside();
  pos++;
  return key;
}

/** Keys by their sums, which come again and again: a known one is neither cut out of the text nor typed anew. */
const knownKeys: string[] = new Array<string>(1_024).fill("");

/** The plain key between two offsets; leaves the subset where it is no string. */
function keyOf(start: number, end: number, sum: number): string {
  const place = sum & (knownKeys.length - 1);
  const known = knownKeys[place] as string;
  if (known.length === end - start && text.startsWith(known, start) && known !== "") return known;
  const key = text.slice(start, end);
  const code = text.charCodeAt(start);
  if (code < 128 && TYPED_START[code] === 1 && typeof typePlain(key) !== "string") outside();
  if (key.length <= LONGEST_KNOWN_KEY) knownKeys[place] = ownText(key);
  return key;
}

/** Longer keys are hardly ever field names. */
const LONGEST_KNOWN_KEY = 40;

/** Reads what follows a key's colon. */
function readMapValue(column: number): JsonValue {
  let code = text.charCodeAt(pos);
  while (code === SPACE) code = text.charCodeAt(++pos);
  if (code === HASH) {
    // The blank that a comment needs before it stands there: a colon is followed by one.
    skipComment();
    code = NEWLINE;
  } else if (code === NEWLINE) line = ++pos;
  if (code !== NEWLINE && pos < size) return readInline(column);
  skipBlank();
  const next = pos - line;
  if (pos >= size || next < column) return bare();
  if (next > column) return readBlock(next, column);
  return text.charCodeAt(pos) === DASH && isBlankAt(pos + 1) ? readList(column, true) : bare();
}

/** Skips a comment that begins at `pos`, and its line break. */
function skipComment(): void {
  const end = text.indexOf("\n", pos);
  pos = end < 0 ? size : end + 1;
  line = pos;
}

function bare(): null {
  record(TAPE.bare, pos, pos);
  return null;
}

/** Reads a value on the line of its key. */
function readInline(parent: number): JsonValue {
  const code = text.charCodeAt(pos);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const value = readQuoted(parent);
    endLine();
    return value;
  }
  if (code === OPEN_MAP || code === OPEN_LIST) {
    const value = readFlow(parent);
    endLine();
    return value;
  }
  if (code === PIPE || code === GREATER) return readBlockScalar(parent);
  return readPlain(parent);
}

function readList(column: number, isInKeysColumn: boolean): JsonValue {
  enter();
  record(TAPE.list, pos, pos);
  const list: JsonValue[] = [];
  for (;;) {
    // `pos` is at a dash with a blank behind it.
    let code = text.charCodeAt(++pos);
    while (code === SPACE) code = text.charCodeAt(++pos);
    if (code === TAB) outside();
    if (code === NEWLINE || code === HASH || pos >= size) {
      if (code === HASH) skipComment();
      skipBlank();
      // The place of an item without text is the careful reader's to say.
      if (pos >= size || pos - line <= column) outside();
    }
    list.push(readBlock(pos - line, column));
    skipBlank();
    const next = pos - line;
    if (pos >= size || next < column) break;
    if (next > column) outside();
    if (text.charCodeAt(pos) === DASH && isBlankAt(pos + 1)) continue;
    if (isInKeysColumn) break;
    outside();
  }
  record(TAPE.end, pos, pos);
  depth--;
  return list;
}

/** What a plain text is to Kubernetes; infinities and NaN are the careful reader's to refuse. */
function typed(start: number, end: number): JsonValue {
  const code = text.charCodeAt(start);
  const plain = text.slice(start, end);
  if (code >= 128 || TYPED_START[code] === 0) return plain;
  // A letter begins no number, and few words that are no strings.
  if (code >= 65 && code < 126 && !WORD_LENGTHS[code | 32]?.includes(end - start)) return plain;
  const value = typePlain(plain);
  if (typeof value === "number" && !Number.isFinite(value)) outside();
  return value;
}

/** Finds the end of the plain text that begins or goes on at `pos`, in its line; moves to the line break or comment. */
function scanPlain(): void {
  let at = pos;
  let last = pos;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || at >= size) break;
    if (code === COLON) {
      if (isBlankAt(at + 1)) outside();
    } else if (code === HASH) {
      if (text.charCodeAt(at - 1) === SPACE) break;
    } else if (code === TAB) outside();
    at++;
    if (code !== SPACE) last = at;
  }
  plainEnd = last;
  pos = at;
}

/** Reads a plain scalar, over several lines where it goes on in deeper ones than `parent`. */
function readPlain(parent: number): JsonValue {
  const start = pos;
  const first = text.charCodeAt(pos);
  if (first < 128 && NO_PLAIN_START[first] === 1) {
    const second = text.charCodeAt(pos + 1);
    const isFree =
      (first === DASH || first === COLON || first === 63) && !isBlankAt(pos + 1) && second !== TAB;
    if (!isFree && first !== 60 && first !== 61) outside();
  }
  scanPlain();
  const end = plainEnd;
  if (text.charCodeAt(pos) === HASH) {
    skipComment();
    record(TAPE.plain, start, end);
    return typed(start, end);
  }
  if (pos < size) line = ++pos;
  if (!goesOn(parent)) {
    record(TAPE.plain, start, end);
    return typed(start, end);
  }
  return readPlainLines(start, end, parent);
}

/** Whether the next content stands in a deeper column than `parent`; a comment ends a plain scalar. */
function goesOn(parent: number): boolean {
  let at = pos;
  for (let from = pos; ; ) {
    let code = text.charCodeAt(at);
    while (code === SPACE) code = text.charCodeAt(++at);
    if (at >= size || code === HASH) return false;
    if (code === TAB) outside();
    if (code !== NEWLINE) return at - from > parent;
    from = ++at;
  }
}

function readPlainLines(start: number, firstEnd: number, parent: number): JsonValue {
  let value = text.slice(start, firstEnd);
  let end = firstEnd;
  let isOver = false;
  while (!isOver && goesOn(parent)) {
    let breaks = 1;
    for (;;) {
      while (text.charCodeAt(pos) === SPACE) pos++;
      if (text.charCodeAt(pos) !== NEWLINE) break;
      line = ++pos;
      breaks++;
    }
    const code = text.charCodeAt(pos);
    if (code < 128 && NO_PLAIN_START[code] === 1) outside();
    const from = pos;
    scanPlain();
    value += (breaks === 1 ? " " : "\n".repeat(breaks - 1)) + text.slice(from, plainEnd);
    end = plainEnd;
    if (text.charCodeAt(pos) === HASH) {
      skipComment();
      isOver = true;
    } else if (pos < size) line = ++pos;
  }
  record(TAPE.plain, start, end);
  const kind = typePlain(value);
  if (typeof kind === "number" && !Number.isFinite(kind)) outside();
  return kind;
}

/** Reads a quoted scalar; further lines must stand deeper than `parent`. Moves behind the closing quote. */
function readQuoted(parent: number): string {
  const start = pos;
  const quote = text.charCodeAt(pos);
  const isDouble = quote === DOUBLE_QUOTE;
  let at = pos + 1;
  let isPlain = true;
  let breakAt = -1;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (isDouble || text.charCodeAt(at + 1) !== SINGLE_QUOTE) break;
      isPlain = false;
      at++;
    } else if (code === BACKSLASH && isDouble) {
      isPlain = false;
      at++;
    } else if (code === NEWLINE) {
      if (breakAt < 0) breakAt = at;
    } else if (at >= size) outside();
  }
  pos = at + 1;
  record(TAPE.quoted, start, pos);
  let content = text.slice(start + 1, at);
  if (breakAt >= 0) content = foldQuoted(content, start + 1, parent);
  if (isPlain) return content;
  return (isDouble ? unescapeDouble(content) : unescapeSingle(content)) ?? outside();
}

/** Folds the lines of a quoted scalar, and moves `line` to its last one. */
function foldQuoted(content: string, from: number, parent: number): string {
  if (content.includes("\t")) outside();
  const lines = content.split("\n");
  let value = "";
  let breaks = 0;
  let offset = from;
  lines.forEach((each, index) => {
    const isFirst = index === 0;
    const isLast = index === lines.length - 1;
    if (!isFirst) line = offset;
    let first = 0;
    if (!isFirst) while (each.charCodeAt(first) === SPACE) first++;
    let last = each.length;
    if (!isLast) while (last > first && each.charCodeAt(last - 1) === SPACE) last--;
    // A backslash before a blank or a line break keeps or joins; see the careful reader.
    if (!isLast && each.charCodeAt(last - 1) === BACKSLASH) outside();
    const isBlank = first >= last;
    if (!isFirst && (!isBlank || isLast) && first <= parent) outside();
    offset += each.length + 1;
    if (isFirst) {
      value = each.slice(0, last);
      return;
    }
    breaks++;
    if (isBlank && !isLast) return;
    value += (breaks === 1 ? " " : "\n".repeat(breaks - 1)) + each.slice(first, last);
    breaks = 0;
  });
  return value;
}

/** Reads a literal or folded scalar. Its header is `|` or `>`, with `-` or nothing behind it. */
function readBlockScalar(parent: number): string {
  const start = pos;
  const isLiteral = text.charCodeAt(pos) === PIPE;
  const isStripped = text.charCodeAt(pos + 1) === DASH;
  pos += isStripped ? 2 : 1;
  while (text.charCodeAt(pos) === SPACE) pos++;
  if (text.charCodeAt(pos) !== NEWLINE) outside();
  const from = pos + 1;
  let indent = -1;
  // The end of the last line with content, and the start of the line that is looked at.
  let end = from;
  let at = from;
  let isEven = true;
  let hasDeepTail = false;
  while (at < size) {
    let column = 0;
    let code = text.charCodeAt(at);
    while (code === SPACE) code = text.charCodeAt(at + ++column);
    if (code === NEWLINE || at + column >= size) {
      if (column > 0 && column !== indent) isEven = false;
      if (indent >= 0 && column > indent) hasDeepTail = true;
      if (indent < 0 && column > 0) outside();
      at += column + 1;
      continue;
    }
    if (indent < 0) {
      if (column <= parent) outside();
      indent = column;
    }
    if (column < indent) {
      if (code === TAB) outside();
      break;
    }
    const stop = text.indexOf("\n", at);
    end = stop < 0 ? size : stop;
    at = end + 1;
    hasDeepTail = false;
  }
  // Without content, or with blank lines that are deeper than it at the end, the value takes more thought.
  if (indent < 0 || hasDeepTail || indent > 200) outside();
  pos = Math.min(at, size);
  line = pos;
  const content = text.slice(from, end);
  const shown = content.trimEnd().length;
  if (shown === 0) outside();
  record(isLiteral ? TAPE.literal : TAPE.folded, start, from + shown);
  const value = isLiteral && isEven ? unindent(content, indent) : joinLines(content, indent, isLiteral);
  return isStripped ? value : `${value}\n`;
}

/** Takes the indentation off lines that all have it, blank ones aside. */
function unindent(content: string, indent: number): string {
  const blanks = " ".repeat(indent);
  const head = content.startsWith(blanks) ? content.slice(indent) : content;
  return head.replaceAll(`\n${blanks}`, "\n");
}

/** Joins the lines of a block scalar: as they stand, or folded, where deeper lines stay as they stand. */
function joinLines(content: string, indent: number, isLiteral: boolean): string {
  let value = "";
  let separator = "";
  let wasDeeper = false;
  let isLeading = true;
  for (const each of content.split("\n")) {
    let column = 0;
    while (column < each.length && each.charCodeAt(column) === SPACE) column++;
    const isBlank = column === each.length;
    if (isLeading && isBlank) {
      value += "\n";
      continue;
    }
    isLeading = false;
    if (isLiteral) {
      value += separator + each.slice(indent);
      separator = "\n";
    } else if (column > indent || each.charCodeAt(column) === TAB) {
      if (separator === " ") separator = "\n";
      else if (!wasDeeper && separator === "\n") separator = "\n\n";
      value += separator + each.slice(indent);
      separator = "\n";
      wasDeeper = true;
    } else if (isBlank) {
      if (separator === "\n") value += "\n";
      else separator = "\n";
    } else {
      value += separator + each.slice(indent);
      separator = " ";
      wasDeeper = false;
    }
  }
  return value;
}

/** Reads a flow collection; further lines must stand deeper than `parent`. Moves behind the closing bracket. */
function readFlow(parent: number): JsonValue {
  enter();
  const isMap = text.charCodeAt(pos) === OPEN_MAP;
  const close = isMap ? CLOSE_MAP : CLOSE_LIST;
  const at = length;
  record(isMap ? TAPE.map : TAPE.list, pos, pos);
  pos++;
  const list: JsonValue[] = [];
  const object: JsonObject = {};
  skipFlowBlank(parent);
  while (text.charCodeAt(pos) !== close) {
    if (isMap) {
      const key = readFlowKey(parent);
      skipFlowBlank(parent);
      if (object[key] !== undefined) outside();
      object[key] = readFlowValue(parent);
    } else list.push(readFlowValue(parent));
    skipFlowBlank(parent);
    const code = text.charCodeAt(pos);
    if (code === close) break;
    if (code !== COMMA) outside();
    pos++;
    skipFlowBlank(parent);
    if (text.charCodeAt(pos) === close) outside();
  }
  pos++;
  buffer[at + 1] = pos;
  record(TAPE.end, pos, pos);
  depth--;
  return isMap ? object : list;
}

/** Moves over blanks, comments and line breaks between the parts of a flow collection. */
function skipFlowBlank(parent: number): void {
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code === SPACE || (code === TAB && parent < 0)) pos++;
    else if (code === NEWLINE) {
      line = ++pos;
      while (text.charCodeAt(pos) === SPACE) pos++;
      const next = text.charCodeAt(pos);
      if (pos - line <= parent && next !== NEWLINE) outside();
    } else if (code === HASH && text.charCodeAt(pos - 1) === SPACE) {
      const end = text.indexOf("\n", pos);
      if (end < 0) outside();
      pos = end;
    } else {
      if (pos >= size) outside();
      return;
    }
  }
}

function readFlowKey(parent: number): string {
  const start = pos;
  const code = text.charCodeAt(pos);
  const isQuoted = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
  const onLine = line;
  const key = isQuoted ? readQuoted(parent) : readFlowPlain(true);
  if (onLine !== line || typeof key !== "string" || key === "__proto__" || pos - start > MAX_KEY) outside();
  while (text.charCodeAt(pos) === SPACE) pos++;
  if (text.charCodeAt(pos) !== COLON) outside();
  pos++;
  if (!isQuoted && !isBlankAt(pos)) outside();
  return key;
}

function readFlowValue(parent: number): JsonValue {
  const code = text.charCodeAt(pos);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const value = readQuoted(parent);
    const next = text.charCodeAt(pos);
    if (next !== SPACE && next !== NEWLINE && next !== COMMA && next !== CLOSE_LIST && next !== CLOSE_MAP)
      outside();
    return value;
  }
  if (code === OPEN_MAP || code === OPEN_LIST) return readFlow(parent);
  return readFlowPlain(false);
}

/** Reads a plain scalar between brackets, on one line. */
function readFlowPlain(isKey: boolean): JsonValue {
  const start = pos;
  const first = text.charCodeAt(pos);
  if (first < 128 && NO_PLAIN_START[first] === 1) {
    const second = text.charCodeAt(pos + 1);
    const isNumber = first === DASH && ((second >= 48 && second <= 57) || second === 46);
    if (!isNumber) outside();
  }
  let at = pos;
  let last = pos;
  for (; at < size; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP) break;
    if (code === COLON) {
      if (!isKey) outside();
      break;
    }
    if (code === NEWLINE) break;
    if (code === TAB || code === OPEN_LIST || code === OPEN_MAP) outside();
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
    if (code !== SPACE) last = at + 1;
  }
  pos = at;
  if (last === start) outside();
  record(TAPE.plain, start, last);
  const after = text.charCodeAt(at);
  if (after === NEWLINE || after === HASH) {
    // What goes on in the next line is one scalar of two lines.
    const to = after === HASH ? text.indexOf("\n", at) : at;
    let next = to + 1;
    while (text.charCodeAt(next) === SPACE || text.charCodeAt(next) === NEWLINE) next++;
    const code = text.charCodeAt(next);
    if (to < 0 || (code !== COMMA && code !== CLOSE_LIST && code !== CLOSE_MAP)) outside();
  }
  return typed(start, last);
}
