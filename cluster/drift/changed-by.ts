import { isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import type { Changer } from "./difference";

/**
 * Who set a field last, from `managedFields`; `undefined` where nobody is on record. Of several managers the one with
 * the newest time counts; the nearest recorded field above counts where the field itself has no record.
 *
 * @param path in the live object
 */
export function changedBy(live: JsonObject, path: Path): Changer | undefined {
  let best: { readonly depth: number; readonly time: string; readonly manager: string } | undefined;
  for (const { value } of mapsAt(live, "metadata", "managedFields")) {
    const manager = stringAt(value, "manager");
    const depth = depthOf(value.fieldsV1, live, path);
    if (manager === undefined || depth === 0 || stringAt(value, "subresource") !== undefined) continue;
    const time = stringAt(value, "time") ?? "";
    if (!best || depth > best.depth || (depth === best.depth && time > best.time))
      best = { depth, time, manager };
  }
  // A record of `spec` alone is a record of everything: it tells nothing of this field.
  if (!best || best.depth < Math.min(2, path.length)) return undefined;
  return { manager: best.manager, ...(best.time === "" ? {} : { time: best.time }) };
}

/** How far a path is on record. Source: structured-merge-diff, fieldpath serialisation (`f:name`, `k:{…}`, `v:…`). */
function depthOf(fields: JsonValue | undefined, live: JsonObject, path: Path): number {
  let current = fields;
  let depth = 0;
  for (const segment of path) {
    if (!isObject(current)) break;
    const next: JsonValue | undefined =
      typeof segment === "string"
        ? current[`f:${segment}`]
        : itemRecord(current, valueAt(live, path.slice(0, depth + 1)));
    if (next === undefined) break;
    current = next;
    depth += 1;
  }
  return depth;
}

function itemRecord(fields: JsonObject, item: JsonValue | undefined): JsonValue | undefined {
  for (const [record, below] of Object.entries(fields)) {
    if (!record.startsWith("k:")) continue;
    try {
      const key: unknown = JSON.parse(record.slice(2));
      if (
        isObject(key) &&
        isObject(item) &&
        Object.entries(key).every(([name, value]) => item[name] === value)
      )
        return below;
    } catch {
      // No key that we can read: as if it were not there.
    }
  }
  return undefined;
}
