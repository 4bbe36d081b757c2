import {
  CelError,
  CelMap,
  itemsOf,
  type Key,
  known,
  Lazy,
  Maybe,
  mismatch,
  Optional,
  Unknown,
  UnknownSignal,
  type Value,
} from "./values";

/** The key that a value stands for. */
export function keyOf(value: Value): Key {
  const key = known(value);
  if (typeof key === "string" || typeof key === "bigint" || typeof key === "boolean") return key;
  throw mismatch();
}

/** The state of an entry: there, absent, or perhaps there. */
export function entryOf({ entries, open }: CelMap, key: Key): Optional {
  const value = entries.get(key);
  if (value instanceof Maybe) return new Optional("maybe", value.value);
  if (value !== undefined) return new Optional("some", value);
  return open
    ? new Optional("maybe", new Unknown(`whether ${key} is set is not known`))
    : new Optional("none");
}

/** `target.field`, or `target.?field`. */
export function select(target: Value, field: string, optional: boolean): Value {
  if (target instanceof Unknown && optional) return new Optional("some", target);
  const holder = known(target);
  if (holder instanceof Lazy) return holder.get(field);
  if (holder instanceof Optional) return inside(holder, (value) => entryOf(mapIn(value), field));
  const entry = entryOf(mapIn(holder), field);
  return optional ? entry : present(entry, field);
}

function mapIn(value: Value): CelMap {
  const holder = known(value);
  if (holder instanceof CelMap) return holder;
  throw mismatch();
}

/** What an optional's value holds. */
export function inside(optional: Optional, read: (value: Value) => Optional): Optional {
  if (optional.state === "none") return optional;
  if (optional.value instanceof Unknown) return new Optional("maybe", new Unknown(optional.value.reason));
  const inner = read(optional.value);
  return optional.state === "maybe" && inner.state === "some" ? new Optional("maybe", inner.value) : inner;
}

function present({ state, value }: Optional, name: Key): Value {
  if (state === "some") return value;
  if (state === "none") throw new CelError(`no such key: ${String(name)}`);
  throw new UnknownSignal(`whether ${String(name)} is set is not known`);
}

/** `target[key]`, or `target[?key]`. */
export function index(target: Value, key: Value, optional: boolean): Value {
  const holder = known(target);
  if (holder instanceof Optional) return inside(holder, (value) => at(value, key));
  const entry = at(holder, key);
  if (optional) return entry;
  if (entry.state === "none" && Array.isArray(holder)) throw new CelError("index out of bounds");
  return present(entry, typeof key === "string" ? key : "the item");
}

function at(holder: Value, key: Value): Optional {
  const read = known(holder);
  if (read instanceof CelMap) return entryOf(read, keyOf(key));
  const position = known(key);
  if (!Array.isArray(read) || typeof position !== "bigint") throw mismatch();
  const items = itemsOf(read);
  const item = position < 0n ? undefined : items[Number(position)];
  return item === undefined ? new Optional("none") : new Optional("some", item);
}

/** `has(target.field)` */
export function has(target: Value, field: string): boolean {
  const holder = known(target);
  if (holder instanceof Lazy) throw mismatch();
  const { state } =
    holder instanceof Optional
      ? inside(holder, (value) => entryOf(mapIn(value), field))
      : entryOf(mapIn(holder), field);
  if (state === "maybe") throw new UnknownSignal(`whether ${field} is set is not known`);
  return state === "some";
}
