import { parse } from "yaml";
import type { JsonObject, JsonValue, Path } from "../../engine/json";
import { isObject } from "../../engine/json";
import { type JudgeOptions, judge } from "./judge";

/**
 * What one rule finds, compactly: the path joined by dots, a space, and the text of the range. Meant for `toEqual`
 * with literal lists.
 */
export function places(rule: string, text: string, options: JudgeOptions = {}): string[] {
  return judge(rule, text, options).map((each) => `${each.path.join(".")} ${each.text}`);
}

/**
 * Applies the changes of the first fix of every finding of a rule to a text of one document and judges the result
 * again by the same rule.
 *
 * @returns the changed object and what the rule still finds
 */
export function afterFix(
  rule: string,
  text: string,
  options: JudgeOptions = {},
): { readonly object: JsonObject; readonly left: readonly string[] } {
  const object = parse(text) as JsonObject;
  for (const { finding } of judge(rule, text, options)) {
    for (const change of finding.fixes[0]?.changes ?? []) {
      const [parent, key] = parentOf(object, change.path);
      if (change.op === "set") put(parent, key, change.value);
      else if (change.op === "remove") drop(parent, key);
      else put(parent, key, [...listOf(get(parent, key)), change.value]);
    }
  }
  return { object, left: places(rule, JSON.stringify(object, null, 2), options) };
}

function parentOf(root: JsonObject, path: Path): [JsonValue, string | number] {
  let current: JsonValue = root;
  path.slice(0, -1).forEach((segment, at) => {
    let next = get(current, segment);
    if (next === undefined || next === null) {
      next = typeof path[at + 1] === "number" ? [] : {};
      put(current, segment, next);
    }
    current = next;
  });
  return [current, path.at(-1) ?? ""];
}

function get(parent: JsonValue, key: string | number): JsonValue | undefined {
  if (Array.isArray(parent)) return parent[Number(key)];
  return isObject(parent) ? parent[key] : undefined;
}

function put(parent: JsonValue, key: string | number, value: JsonValue): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else if (isObject(parent)) parent[key] = value;
}

function drop(parent: JsonValue, key: string | number): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isObject(parent)) delete parent[key];
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
