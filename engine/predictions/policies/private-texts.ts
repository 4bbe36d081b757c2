import { CelMap, Maybe, type Value } from "../../cel";

/** Fields whose texts may be secrets: variables, arguments, notes, and whatever data an object carries. */
const PRIVATE: ReadonlySet<string> = new Set([
  "annotations",
  "args",
  "command",
  "data",
  "value",
  "volumeAttributes",
]);

/** Shorter ones stand in any text. */
const SHORTEST = 4;

/**
 * Whether a message repeats a text of an object that may be a secret. What a policy's author composes of an object is
 * shown to whoever reads the report, not only to whoever applies it.
 */
export function repeatsPrivateText(message: string, object: Value): boolean {
  return visit(object, false);

  function visit(value: Value, isPrivate: boolean): boolean {
    if (value instanceof Maybe) return visit(value.value, isPrivate);
    if (typeof value === "string") return isPrivate && value.length >= SHORTEST && message.includes(value);
    if (Array.isArray(value)) return value.some((item: Value) => visit(item, isPrivate));
    if (!(value instanceof CelMap)) return false;
    return [...value.entries].some(([key, each]) => visit(each, isPrivate || PRIVATE.has(String(key))));
  }
}
