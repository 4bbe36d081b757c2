import { CelMap, Maybe, Possible, Unknown, type Value } from "../../engine/cel";
import { isObject, type JsonValue } from "../../engine/json";

/**
 * Where an object, as it is predicted that admission sees it, differs from what the API server made of it. What is
 * unknown may be anything, what may be absent may be absent.
 */
export function admittedDifferences(
  predicted: Value | undefined,
  actual: JsonValue | undefined,
  path = "",
): string[] {
  if (predicted instanceof Maybe)
    return actual === undefined ? [] : admittedDifferences(predicted.value, actual, path);
  if (predicted === undefined)
    return actual === undefined ? [] : [`${path}: not predicted: ${JSON.stringify(actual)}`];
  if (actual === undefined) return [`${path}: predicted, but absent`];
  if (predicted instanceof Unknown) return [];
  if (predicted instanceof Possible)
    return typeof actual === "string" && predicted.equals(actual) !== false
      ? []
      : [`${path}: ${JSON.stringify(actual)}`];
  if (predicted instanceof CelMap) {
    if (!isObject(actual)) return [`${path}: predicted a map`];
    const keys = new Set([...[...predicted.entries.keys()].map(String), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => {
      const own = predicted.entries.get(key);
      if (own === undefined && predicted.open) return [];
      return admittedDifferences(own, actual[key], `${path}.${key}`);
    });
  }
  if (Array.isArray(predicted)) {
    if (!Array.isArray(actual)) return [`${path}: predicted a list`];
    return listDifferences(predicted, actual, path);
  }
  const own = typeof predicted === "bigint" ? Number(predicted) : predicted;
  return own === actual ? [] : [`${path}: predicted ${String(own)}, but ${JSON.stringify(actual)}`];
}

/** Items that may be absent are at the end. */
function listDifferences(predicted: readonly Value[], actual: readonly JsonValue[], path: string): string[] {
  let next = 0;
  const differences: string[] = [];
  for (const item of predicted) {
    const isThere = actual[next] !== undefined && admittedDifferences(item, actual[next], "").length === 0;
    if (item instanceof Maybe && !isThere) continue;
    differences.push(...admittedDifferences(item, actual[next], `${path}[${next}]`));
    next++;
  }
  return next < actual.length ? [...differences, `${path}: ${actual.length - next} more items`] : differences;
}
