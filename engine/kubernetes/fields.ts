import { isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../json";

/*
 * Typed accessors. A value of the wrong type reads as absent: one rule of the layer admission reports the type,
 * every other rule carries on. None of these throws.
 */

/** The string at a path, or `undefined`. */
export function stringAt(root: JsonValue | undefined, ...path: Path): string | undefined {
  const value = valueAt(root, path);
  return typeof value === "string" ? value : undefined;
}

/** The boolean at a path, or `undefined`. */
export function booleanAt(root: JsonValue | undefined, ...path: Path): boolean | undefined {
  const value = valueAt(root, path);
  return typeof value === "boolean" ? value : undefined;
}

/** The finite number at a path, or `undefined`. */
export function numberAt(root: JsonValue | undefined, ...path: Path): number | undefined {
  const value = valueAt(root, path);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The map at a path, or an empty one. */
export function mapAt(root: JsonValue | undefined, ...path: Path): JsonObject {
  const value = valueAt(root, path);
  return isObject(value) ? value : {};
}

/** Whether the path holds a map. */
export function hasMap(root: JsonValue | undefined, ...path: Path): boolean {
  return isObject(valueAt(root, path));
}

/** The list at a path, or an empty one. */
export function listAt(root: JsonValue | undefined, ...path: Path): readonly JsonValue[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** An item of a list of maps, with its index in the list as written. */
export interface IndexedMap {
  readonly index: number;
  readonly value: JsonObject;
}

/** The items of the list at a path that are maps, each with its own index; items of another type are left out. */
export function mapsAt(root: JsonValue | undefined, ...path: Path): IndexedMap[] {
  const value = valueAt(root, path);
  if (!Array.isArray(value)) return [];
  const maps: IndexedMap[] = [];
  for (let index = 0; index < value.length; index++) {
    const item = value[index];
    if (isObject(item)) maps.push({ index, value: item });
  }
  return maps;
}

/** The items of the list at a path that are strings; items of another type are left out. */
export function stringsAt(root: JsonValue | undefined, ...path: Path): string[] {
  return listAt(root, ...path).filter((value) => typeof value === "string");
}

/** The string values of the map at a path (labels, annotations, selectors); others are left out. */
export function stringMapAt(root: JsonValue | undefined, ...path: Path): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  const map = valueAt(root, path);
  if (!isObject(map)) return result;
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (typeof value === "string") result[key] = value;
  }
  return result;
}
