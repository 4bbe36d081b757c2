import { isObject, type JsonObject, type Path, valueAt } from "../../engine/json";

/** A path of a manifest as it stands in the live object, where items of lists may have another index. */
export function livePath(manifest: JsonObject, live: JsonObject, path: Path): Path {
  const found: (string | number)[] = [];
  path.forEach((segment, depth) => {
    if (typeof segment === "string") {
      found.push(segment);
      return;
    }
    const item = valueAt(manifest, path.slice(0, depth + 1));
    const list = valueAt(live, found);
    const index =
      isObject(item) && typeof item.name === "string" && Array.isArray(list)
        ? list.findIndex((each) => isObject(each) && each.name === item.name)
        : segment;
    found.push(index < 0 ? segment : index);
  });
  return found;
}
