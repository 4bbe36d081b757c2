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
 * shown to whoever reads the report, not only to whoever applies it. What stands in other fields too is no secret.
 */
export function repeatsPrivateText(message: string, object: Value): boolean {
  const hidden = new Set<string>();
  const open = new Set<string>();
  visit(object, false);
  return [...hidden].some((text) => !open.has(text) && message.includes(text));

  function visit(value: Value, isPrivate: boolean): void {
    if (value instanceof Maybe) visit(value.value, isPrivate);
    else if (typeof value === "string") {
      if (!isPrivate) open.add(value);
      else if (value.length >= SHORTEST) hidden.add(value);
    } else if (Array.isArray(value)) for (const item of value) visit(item, isPrivate);
    else if (value instanceof CelMap)
      for (const [key, each] of value.entries) visit(each, isPrivate || PRIVATE.has(String(key)));
  }
}
