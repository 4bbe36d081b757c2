import {
  CelError,
  CelMap,
  compare,
  equal,
  itemsOf,
  known,
  Maybe,
  mismatch,
  Optional,
  Special,
  UnknownSignal,
  type Value,
} from "../values";
import { type FunctionTable, integer } from "./function";

const TYPES = [
  "bool",
  "bytes",
  "double",
  "int",
  "list",
  "map",
  "null_type",
  "string",
  "type",
  "uint",
] as const;

/** The names of types, which an expression may use as values. */
export const TYPE_NAMES: ReadonlySet<string> = new Set(TYPES);

/** An integer of 64 bits. */
export function inRange(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new CelError("integer overflow");
  return value;
}

function size(value: Value | undefined): Value {
  const read = known(value ?? null);
  if (typeof read === "string") return BigInt([...read].length);
  if (Array.isArray(read)) return BigInt(itemsOf(read).length);
  if (!(read instanceof CelMap)) throw mismatch();
  if (read.open || [...read.entries.values()].some((each) => each instanceof Maybe))
    throw new UnknownSignal("what a map holds is not known");
  return BigInt(read.entries.size);
}

function toInteger(value: Value | undefined): Value {
  const read = known(value ?? null);
  if (typeof read === "bigint") return read;
  if (typeof read === "number") {
    if (!Number.isFinite(read)) throw new CelError("integer overflow");
    return inRange(BigInt(Math.trunc(read)));
  }
  if (typeof read !== "string") throw mismatch();
  if (!/^[+-]?\d+$/.test(read)) throw new CelError("no integer");
  return inRange(BigInt(read.replace("+", "")));
}

function toDouble(value: Value | undefined): Value {
  const read = known(value ?? null);
  if (typeof read === "number") return read;
  if (typeof read === "bigint") return Number(read);
  if (typeof read !== "string" || !/^[+-]?\d+(\.\d+)?$/.test(read)) throw mismatch();
  return Number(read);
}

function toBoolean(value: Value | undefined): Value {
  const read = known(value ?? null);
  if (typeof read === "boolean") return read;
  if (read === "true" || read === "false") return read === "true";
  throw mismatch();
}

function typeOf(value: Value | undefined): Value {
  const read = known(value ?? null);
  if (read === null) return new Special("type", "null_type");
  if (Array.isArray(read)) return new Special("type", "list");
  if (read instanceof CelMap) return new Special("type", "map");
  const names: Readonly<Record<string, string>> = {
    boolean: "bool",
    string: "string",
    bigint: "int",
    number: "double",
  };
  const name = names[typeof read];
  if (!name) throw mismatch();
  return new Special("type", name);
}

const UNITS: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  ns: 1n,
};

function toDuration(value: Value | undefined): Value {
  const read = known(value ?? null);
  if (read instanceof Special && read.type === "duration") return read;
  if (typeof read !== "string") throw mismatch();
  if (!/^-?(\d+(h|ms|m|us|ns|s))+$/.test(read)) throw new UnknownSignal("a duration is not evaluated");
  let total = 0n;
  for (const [, count = "0", unit = ""] of read.matchAll(/(\d+)(h|ms|m|us|ns|s)/g))
    total += BigInt(count) * (UNITS[unit] ?? 0n);
  return new Special("duration", inRange(read.startsWith("-") ? -total : total));
}

function isZero(value: Value): boolean {
  const read = known(value);
  if (Array.isArray(read)) return read.length === 0;
  if (read instanceof CelMap) return size(read) === 0n;
  return read === null || read === "" || read === 0n || read === 0 || read === false;
}

/** What an optional holds, or something else: one of them where both are the same. */
function orValue(optional: Value | undefined, other: Value | undefined): Value {
  const read = known(optional ?? null);
  if (!(read instanceof Optional)) throw mismatch();
  if (read.state === "some") return read.value;
  if (read.state === "none") return other ?? null;
  // A map of which everything may be absent covers the empty map too.
  const { value } = read;
  const isEmptyMap = other instanceof CelMap && !other.open && other.entries.size === 0;
  if (
    isEmptyMap &&
    value instanceof CelMap &&
    [...value.entries.values()].every((each) => each instanceof Maybe)
  )
    return value;
  if (isEmptyMap && value instanceof CelMap)
    return new CelMap(
      new Map([...value.entries].map(([key, each]) => [key, each instanceof Maybe ? each : new Maybe(each)])),
      value.open,
    );
  if (Array.isArray(other) && other.length === 0 && Array.isArray(value))
    return value.map((each) => (each instanceof Maybe ? each : new Maybe(each)));
  if (equal(value, other ?? null)) return value;
  throw new UnknownSignal("whether it is there is not known");
}

function optionalOf(value: Value | undefined): Optional {
  const read = known(value ?? null);
  if (!(read instanceof Optional)) throw mismatch();
  return read;
}

function hasValue(value: Value | undefined): boolean {
  const { state } = optionalOf(value);
  if (state === "maybe") throw new UnknownSignal("whether it is there is not known");
  return state === "some";
}

/** `min` and `max` of a list. */
function extreme(list: Value | undefined, sign: 1 | -1): Value {
  const items = itemsOf(list ?? null);
  const [first, ...rest] = items;
  if (first === undefined) throw new CelError("the list is empty");
  return rest.reduce((best, item) => (compare(item, best) * sign > 0 ? item : best), first);
}

function sum(list: Value | undefined): Value {
  const items = itemsOf(list ?? null).map(known);
  if (items.every((item) => typeof item === "bigint"))
    return inRange(items.reduce((total, item) => total + item, 0n));
  if (items.every((item) => typeof item === "number")) return items.reduce((total, item) => total + item, 0);
  throw mismatch();
}

function includes(list: readonly Value[], wanted: Value): boolean {
  let signal: unknown;
  for (const item of list)
    try {
      if (equal(item, wanted)) return true;
    } catch (error) {
      signal ??= error;
    }
  if (signal !== undefined) throw signal;
  return false;
}

/** Sources: the standard definitions of CEL; cel-go `ext.Sets` and optional types; k8s.io/apiserver pkg/cel/library, `lists`. */
export const VALUE_FUNCTIONS: FunctionTable = {
  "size(1)": size,
  ".size(0)": size,
  "int(1)": toInteger,
  "double(1)": toDouble,
  "bool(1)": toBoolean,
  "dyn(1)": (value) => value ?? null,
  "type(1)": typeOf,
  "duration(1)": toDuration,
  ".isSorted(0)": (list) =>
    itemsOf(list ?? null).every((item, at, all) => at === 0 || compare(all[at - 1] ?? null, item) <= 0),
  ".min(0)": (list) => extreme(list, -1),
  ".max(0)": (list) => extreme(list, 1),
  ".sum(0)": sum,
  "optional.of(1)": (value) => new Optional("some", value ?? null),
  "optional.none(0)": () => new Optional("none"),
  "optional.ofNonZeroValue(1)": (value) =>
    isZero(value ?? null) ? new Optional("none") : new Optional("some", value ?? null),
  ".orValue(1)": orValue,
  ".or(1)": (value, other) => (hasValue(value) ? optionalOf(value) : optionalOf(other)),
  ".hasValue(0)": hasValue,
  ".value(0)": (value) => {
    if (!hasValue(value)) throw new CelError("the optional is empty");
    return optionalOf(value).value;
  },
  "sets.contains(2)": (list, sub) =>
    itemsOf(sub ?? null).every((item) => includes(itemsOf(list ?? null), item)),
  "sets.intersects(2)": (list, other) =>
    itemsOf(other ?? null).some((item) => includes(itemsOf(list ?? null), item)),
  "sets.equivalent(2)": (list, other) =>
    itemsOf(other ?? null).every((item) => includes(itemsOf(list ?? null), item)) &&
    itemsOf(list ?? null).every((item) => includes(itemsOf(other ?? null), item)),
  ".flatten(0)": (list) =>
    itemsOf(list ?? null).flatMap((item) => (Array.isArray(known(item)) ? itemsOf(item) : [item])),
  ".getHours(0)": (value) => durationPart(value, "h"),
  ".getMinutes(0)": (value) => durationPart(value, "m"),
  ".getSeconds(0)": (value) => durationPart(value, "s"),
};

function durationPart(value: Value | undefined, unit: string): Value {
  const read = known(value ?? null);
  if (!(read instanceof Special) || read.type !== "duration" || typeof read.value !== "bigint")
    throw mismatch();
  return integer(read.value / (UNITS[unit] ?? 1n));
}
