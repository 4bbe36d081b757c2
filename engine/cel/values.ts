import { isObject, type JsonValue } from "../json";

/** A value of an expression. Integers are `bigint`, doubles `number`. */
export type Value =
  | null
  | boolean
  | string
  | bigint
  | number
  | readonly Value[]
  | CelMap
  | Optional
  | Special
  | Unknown
  | Maybe
  | Possible
  | Lazy;

/** A key of a map. */
export type Key = string | bigint | boolean;

/** A map. Where it is open, it may hold more than is known. */
export class CelMap {
  constructor(
    readonly entries: ReadonlyMap<Key, Value>,
    readonly open = false,
  ) {}
}

/** An optional value; `maybe` where it is not known whether there is one, and `value` what it would be. */
export class Optional {
  constructor(
    readonly state: "some" | "none" | "maybe",
    readonly value: Value = null,
  ) {}
}

/** A value of a type that only functions look into. */
export class Special {
  constructor(
    readonly type: "quantity" | "duration" | "ip" | "cidr" | "url" | "type",
    readonly value: bigint | string,
    /** The prefix length of a CIDR. */
    readonly bits = 0,
  ) {}
}

/** A value that nobody knows before the object is admitted. Whatever depends on it is unknown too. */
export class Unknown {
  readonly is = "unknown";
  constructor(readonly reason: string) {}
}

/** An entry of a map, or an item of a list, that may be there: then with this value. */
export class Maybe {
  readonly is = "maybe";
  constructor(readonly value: Value) {}
}

/** A string of which only something is known. */
export class Possible {
  readonly is = "possible";
  constructor(
    readonly reason: string,
    /** Whether it is a given text, or `undefined` where that is not known. */
    readonly equals: (text: string) => boolean | undefined,
  ) {}
}

/** Fields that are worked out when they are asked for. */
export class Lazy {
  /** @param get throws what the evaluation throws */
  constructor(readonly get: (field: string) => Value) {}
}

/** The expression fails, as it would in the API server. */
export class CelError extends Error {}

/** The expression depends on what is not known, or on what we do not evaluate as the API server does. */
export class UnknownSignal extends Error {}

/** A JSON value as an expression sees it. Numbers without a fraction are integers. */
export function fromJson(value: JsonValue | undefined): Value {
  if (value === undefined) return null;
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(fromJson);
  if (!isObject(value)) return value;
  const entries = new Map<Key, Value>();
  for (const [key, each] of Object.entries(value)) if (each !== undefined) entries.set(key, fromJson(each));
  return new CelMap(entries);
}

/** A map of named values. */
export function mapOf(fields: Readonly<Record<string, Value | undefined>>): CelMap {
  const entries = new Map<Key, Value>();
  for (const [key, each] of Object.entries(fields)) if (each !== undefined) entries.set(key, each);
  return new CelMap(entries);
}

/** Gives up where a value is not known. */
export function known(value: Value): Exclude<Value, Unknown | Maybe | Possible> {
  if (value instanceof Unknown || value instanceof Possible) throw new UnknownSignal(value.reason);
  if (value instanceof Maybe) throw new UnknownSignal("whether it is there is not known");
  return value;
}

/** The items of a list all of which are there. */
export function itemsOf(value: Value): readonly Value[] {
  const list = known(value);
  if (!Array.isArray(list)) throw mismatch();
  if (list.some((item) => item instanceof Maybe)) throw new UnknownSignal("how long a list is is not known");
  return list;
}

/** Arguments of types for which nothing is defined; the type checker of the API server may have refused it before. */
export function mismatch(): UnknownSignal {
  return new UnknownSignal("types do not fit");
}

/**
 * Whether two values are equal, as CEL has it: numbers across their types, lists and maps by what they hold.
 *
 * @throws UnknownSignal
 */
export function equal(a: Value, b: Value): boolean {
  if (a instanceof Possible || b instanceof Possible) {
    const [possible, other] = a instanceof Possible ? [a, b] : [b as Possible, a];
    const answer = typeof other === "string" ? possible.equals(other) : undefined;
    if (answer === undefined) throw new UnknownSignal(possible.reason);
    return answer;
  }
  const left = known(a);
  const right = known(b);
  if (isNumber(left) && isNumber(right)) return left <= right && left >= right;
  if (Array.isArray(left) && Array.isArray(right)) {
    const items = itemsOf(left);
    const others = itemsOf(right);
    return (
      items.length === others.length && every(items, (item, index) => equal(item, others[index] ?? null))
    );
  }
  if (left instanceof CelMap && right instanceof CelMap) return equalMaps(left, right);
  if (left instanceof Special && right instanceof Special)
    return left.type === right.type && left.value === right.value && left.bits === right.bits;
  // Where the types of both are known before, the type checker refuses to compare different ones.
  if (left !== null && right !== null && (typeof left !== typeof right || typeof left === "object"))
    throw mismatch();
  return left === right;
}

function equalMaps(a: CelMap, b: CelMap): boolean {
  const isUncertain = ({ open, entries }: CelMap) =>
    open || [...entries.values()].some((each) => each instanceof Maybe);
  if (isUncertain(a) || isUncertain(b)) throw new UnknownSignal("what a map holds is not known");
  return (
    a.entries.size === b.entries.size &&
    every([...a.entries], ([key, value]) => {
      const other = b.entries.get(key);
      return other !== undefined && equal(value, other);
    })
  );
}

/** Whether something holds of all; `false` of one decides, whatever is not known of the others. */
function every<Item>(items: readonly Item[], test: (item: Item, index: number) => boolean): boolean {
  let signal: unknown;
  for (const [index, item] of items.entries())
    try {
      if (!test(item, index)) return false;
    } catch (error) {
      signal ??= error;
    }
  if (signal !== undefined) throw signal;
  return true;
}

/** Less than zero, zero or more, as `a` stands to `b`. */
export function compare(a: Value, b: Value): number {
  const left = known(a);
  const right = known(b);
  if (isNumber(left) && isNumber(right)) return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (
    left instanceof Special &&
    right instanceof Special &&
    left.type === "duration" &&
    right.type === "duration"
  )
    return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  throw mismatch();
}

/** By code points, as UTF-8 sorts. */
function compareText(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let index = 0; index < left.length && index < right.length; index++) {
    const order = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function isNumber(value: Value): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}
