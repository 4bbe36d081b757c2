import { stringify } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "../../engine/json";
import { keyOf, listKeys } from "./list-keys";
import { maskedObject } from "./mask";

/** The two sides of a difference, as YAML to lay beside each other. Values that may be secret are masked. */
export interface DriftTexts {
  readonly manifest: string;
  readonly cluster: string;
}

/**
 * Both sides of an object. The cluster's is cut down to what the manifest sets, in the manifest's order, so that a diff
 * shows what differs and not what the API server has filled in; items of keyed lists that only the cluster has stay.
 */
export function driftTexts(manifest: JsonObject, live: JsonObject): DriftTexts {
  const { status: _status, ...declared } = manifest;
  const text = (object: JsonObject) =>
    stringify(maskedObject(object, typeof manifest.kind === "string" ? manifest.kind : ""), { lineWidth: 0 });
  const cut = project(declared, live, "");
  return { manifest: text(declared), cluster: text(isObject(cut) ? cut : {}) };
}

function project(ours: JsonValue, theirs: JsonValue, field: string): JsonValue {
  if (isObject(ours) && isObject(theirs)) {
    const cut: JsonObject = {};
    for (const [key, value] of Object.entries(ours)) {
      const other = theirs[key];
      if (value !== undefined && other !== undefined) cut[key] = project(value, other, key);
    }
    return cut;
  }
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return theirs;
  const keys = listKeys(field, ours);
  if (!keys || !ours.every(isObject)) return theirs;
  const rest = new Map(theirs.filter(isObject).map((item) => [keyOf(item, keys, undefined), item]));
  const known = ours.flatMap((item) => {
    const key = keyOf(item, keys, undefined);
    const other = rest.get(key);
    rest.delete(key);
    return other ? [project(item, other, "")] : [];
  });
  return [...known, ...rest.values()];
}
