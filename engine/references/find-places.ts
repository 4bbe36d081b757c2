import { isObject, type JsonObject, type JsonValue, type Path } from "../json";
import { EACH } from "./reference-rows";

/** A string at a place that a row's path describes. */
export interface FoundPlace {
  readonly path: Path;
  readonly value: string;
  /** The map that holds it; empty where it is an item of a list. */
  readonly holder: JsonObject;
}

/** Every string in a value at a path in which `[]` stands for each item. */
export function findPlaces(root: JsonValue | undefined, path: readonly string[]): FoundPlace[] {
  const found: FoundPlace[] = [];
  const walk = (value: JsonValue | undefined, at: number, taken: Path, holder: JsonObject): void => {
    const segment = path[at];
    if (segment === undefined) {
      if (typeof value === "string" && value !== "") found.push({ path: taken, value, holder });
    } else if (segment === EACH) {
      const items = Array.isArray(value) ? value : [];
      for (const [index, item] of items.entries()) walk(item, at + 1, [...taken, index], {});
    } else if (isObject(value)) walk(value[segment], at + 1, [...taken, segment], value);
  };
  walk(root, 0, [], {});
  return found;
}
