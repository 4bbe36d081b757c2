import type { JsonValue, Path } from "../json";
import type { Change, Fix, FixSafety } from "./fix";

/** A change that sets a value. */
export function set(path: Path, value: JsonValue): Change {
  return { op: "set", path, value };
}

/** A change that removes a key or item. */
export function remove(path: Path): Change {
  return { op: "remove", path };
}

/** A change that appends to a list. */
export function append(path: Path, value: JsonValue): Change {
  return { op: "append", path, value };
}

/** A fix made of changes alone. */
export function fix(safety: FixSafety, title: string, ...changes: readonly Change[]): Fix {
  return { title, safety, changes };
}
