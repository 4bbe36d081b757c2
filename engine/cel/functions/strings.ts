import { compilePattern } from "../regular-expression";
import { CelError, itemsOf, known, mismatch, Special, UnknownSignal, type Value } from "../values";
import { type FunctionTable, integer, text } from "./function";

const patterns = new Map<string, (text: string) => boolean>();
/** Policies share few patterns. */
const KEPT_PATTERNS = 500;

/** The patterns are kept by what is written: nothing else decides what they match. */
function matcherOf(pattern: string): (text: string) => boolean {
  const before = patterns.get(pattern);
  if (before) return before;
  const made = compilePattern(pattern);
  if (patterns.size >= KEPT_PATTERNS) patterns.clear();
  patterns.set(pattern, made);
  return made;
}

/** Positions count code points. */
function position(value: Value | undefined, most: number): number {
  const read = Number(integer(value));
  if (read < 0 || read > most) throw new CelError(`index out of range: ${read}`);
  return read;
}

function find(haystack: Value, needle: Value, from: Value | undefined): Value {
  const all = [...text(haystack)];
  const wanted = [...text(needle)];
  const start = from === undefined ? 0 : position(from, all.length);
  for (let index = start; index + wanted.length <= all.length; index++)
    if (wanted.every((char, offset) => all[index + offset] === char)) return BigInt(index);
  return -1n;
}

function findLast(haystack: Value, needle: Value, from: Value | undefined): Value {
  const all = [...text(haystack)];
  const wanted = [...text(needle)];
  const start = Math.min(
    from === undefined ? all.length : position(from, all.length),
    all.length - wanted.length,
  );
  for (let index = start; index >= 0; index--)
    if (wanted.every((char, offset) => all[index + offset] === char)) return BigInt(index);
  return -1n;
}

function substring(value: Value, from: Value | undefined, to: Value | undefined): Value {
  const all = [...text(value)];
  const start = position(from, all.length);
  const end = to === undefined ? all.length : position(to, all.length);
  if (start > end) throw new CelError(`invalid substring range: ${start}, ${end}`);
  return all.slice(start, end).join("");
}

function split(value: Value, separator: Value | undefined, limit: Value | undefined): Value {
  const whole = text(value);
  const by = text(separator);
  const most = limit === undefined ? -1 : Number(integer(limit));
  if (most === 0) return [];
  const parts = by === "" ? [...whole] : whole.split(by);
  if (most < 0 || parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)];
}

function replace(
  value: Value,
  old: Value | undefined,
  by: Value | undefined,
  limit: Value | undefined,
): Value {
  const whole = text(value);
  const wanted = text(old);
  const replacement = text(by);
  const most = limit === undefined ? -1 : Number(integer(limit));
  if (wanted === "" && most !== 0) throw new UnknownSignal("replacing nothing is not evaluated");
  const parts = whole.split(wanted);
  if (most < 0 || parts.length - 1 <= most) return parts.join(replacement);
  return [...parts.slice(0, most), parts.slice(most).join(wanted)].join(replacement);
}

/** `%s`, `%d` and `%%`; other forms are left alone. */
function format(pattern: Value, values: Value | undefined): Value {
  const items = itemsOf(values ?? null);
  let next = 0;
  return text(pattern).replace(/%(.?)/gs, (_all, verb: string) => {
    if (verb === "%") return "%";
    const value = known(items[next++] ?? null);
    if (next > items.length) throw new CelError("too few arguments to format");
    if (verb === "s" && (typeof value === "string" || typeof value === "boolean")) return String(value);
    if ((verb === "d" || verb === "s") && typeof value === "bigint") return String(value);
    throw new UnknownSignal(`%${verb} is not evaluated`);
  });
}

function join(list: Value, separator: Value | undefined): Value {
  return itemsOf(list)
    .map(text)
    .join(separator === undefined ? "" : text(separator));
}

/** What has no one length in UTF-8 and UTF-16 folds alike in ASCII. */
const ascii = (value: Value, change: (char: string) => string) => text(value).replace(/[A-Za-z]/g, change);

/** How Go writes a double, where that is plain. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  throw new UnknownSignal("how a number is written is not evaluated");
}

function toText(value: Value): Value {
  const read = known(value);
  if (typeof read === "string" || typeof read === "boolean" || typeof read === "bigint") return String(read);
  if (typeof read === "number") return doubleText(read);
  if (read instanceof Special && (read.type === "ip" || read.type === "url")) return String(read.value);
  throw mismatch();
}

/** Sources: cel-go `ext.Strings`; k8s.io/apiserver pkg/cel/library, `regex`. */
export const STRING_FUNCTIONS: FunctionTable = {
  "string(1)": (value) => toText(value ?? null),
  ".contains(1)": (value, other) => text(value).includes(text(other)),
  ".startsWith(1)": (value, other) => text(value).startsWith(text(other)),
  ".endsWith(1)": (value, other) => text(value).endsWith(text(other)),
  ".matches(1)": (value, pattern) => matcherOf(text(pattern))(text(value)),
  "matches(2)": (value, pattern) => matcherOf(text(pattern))(text(value)),
  ".charAt(1)": (value, at) => {
    const all = [...text(value)];
    return all[position(at, all.length)] ?? "";
  },
  ".substring(1)": (value, from) => substring(value ?? null, from, undefined),
  ".substring(2)": (value, from, to) => substring(value ?? null, from, to),
  ".split(1)": (value, by) => split(value ?? null, by, undefined),
  ".split(2)": (value, by, limit) => split(value ?? null, by, limit),
  ".replace(2)": (value, old, by) => replace(value ?? null, old, by, undefined),
  ".replace(3)": (value, old, by, limit) => replace(value ?? null, old, by, limit),
  ".join(0)": (list) => join(list ?? null, undefined),
  ".join(1)": (list, by) => join(list ?? null, by),
  ".format(1)": (pattern, values) => format(pattern ?? null, values),
  ".trim(0)": (value) => text(value).trim(),
  ".lowerAscii(0)": (value) => ascii(value ?? null, (char) => char.toLowerCase()),
  ".upperAscii(0)": (value) => ascii(value ?? null, (char) => char.toUpperCase()),
  ".indexOf(1)": (value, wanted) =>
    Array.isArray(value) ? listIndex(value, wanted) : find(value ?? null, wanted ?? null, undefined),
  ".indexOf(2)": (value, wanted, from) => find(value ?? null, wanted ?? null, from),
  ".lastIndexOf(1)": (value, wanted) =>
    Array.isArray(value) ? lastListIndex(value, wanted) : findLast(value ?? null, wanted ?? null, undefined),
  ".lastIndexOf(2)": (value, wanted, from) => findLast(value ?? null, wanted ?? null, from),
};

function listIndex(list: Value, wanted: Value | undefined): Value {
  return BigInt(itemsOf(list).findIndex((item) => sameText(item, wanted)));
}

function lastListIndex(list: Value, wanted: Value | undefined): Value {
  return BigInt(itemsOf(list).findLastIndex((item) => sameText(item, wanted)));
}

/** Lists are searched for strings and whole numbers. */
function sameText(a: Value, b: Value | undefined): boolean {
  const left = known(a);
  const right = known(b ?? null);
  if (typeof left === typeof right && (typeof left === "string" || typeof left === "bigint"))
    return left === right;
  throw mismatch();
}
