/** Plain JSON values, as the API server would decode a manifest. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object. Keys that are absent read as `undefined`. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** A place in a JSON value: map keys and list indices, from the root. Never a joined string: keys hold dots. */
export type Path = readonly (string | number)[];

/** True for a JSON object (not a list, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at `path`, or `undefined` where the path does not exist. Never throws. */
export function valueAt(root: JsonValue | undefined, path: Path): JsonValue | undefined {
  let current: JsonValue | undefined = root;
  // A loop over indices: this runs a hundred times for each document, mostly before the engine has optimised it.
  for (let at = 0; at < path.length; at++) {
    const segment = path[at] as string | number;
    if (Array.isArray(current)) current = typeof segment === "number" ? current[segment] : undefined;
    else if (isObject(current)) current = Object.hasOwn(current, segment) ? current[segment] : undefined;
    else return undefined;
  }
  return current;
}

/** Structural equality of two JSON values; key order does not matter. */
export function deepEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => deepEqual(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => deepEqual(a[key], b[key]));
}
