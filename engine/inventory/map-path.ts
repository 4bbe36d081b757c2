import { deepEqual, isObject, type JsonValue, type Path } from "../json";

/** Members that tell the items of a list apart. */
const KEYS = ["name", "mountPath", "containerPort", "port", "key", "topologyKey", "ip", "host"];

/**
 * Finds the path in one form of a resource that another form's path means: list items are matched by what names them,
 * else by equality, else by their place where both lists are as long. Where an item has no counterpart the path ends
 * at its list, so it points at the longest part that both share.
 *
 * @param from the form that the path is of
 * @param to the form in which to find it
 */
export function mapPath(path: Path, from: JsonValue | undefined, to: JsonValue | undefined): Path {
  const mapped: (string | number)[] = [];
  let [here, there] = [from, to];
  for (const segment of path) {
    if (typeof segment === "number" && Array.isArray(here)) {
      if (!Array.isArray(there)) return mapped;
      const index = counterpart(here, segment, there);
      if (index === undefined) return mapped;
      mapped.push(index);
      [here, there] = [here[segment], there[index]];
      continue;
    }
    mapped.push(segment);
    here = isObject(here) ? here[segment] : undefined;
    there = isObject(there) ? there[segment] : undefined;
  }
  return mapped;
}

function counterpart(
  from: readonly JsonValue[],
  index: number,
  to: readonly JsonValue[],
): number | undefined {
  const item = from[index];
  if (isObject(item)) {
    const key = KEYS.find((each) => typeof item[each] === "string" || typeof item[each] === "number");
    if (key !== undefined) {
      const found = to.findIndex((each) => isObject(each) && each[key] === item[key]);
      return found < 0 ? undefined : found;
    }
  }
  const equal = to.findIndex((each) => deepEqual(each, item));
  if (equal >= 0) return equal;
  return from.length === to.length ? index : undefined;
}
