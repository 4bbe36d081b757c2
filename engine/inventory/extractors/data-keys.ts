import type { JsonObject } from "../../json";
import { mapAt, stringAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";

/** A Secret: its type and its keys, never a value. */
export function extractSecret({ object }: Resource): JsonObject {
  const keys = [...Object.keys(mapAt(object, "data")), ...Object.keys(mapAt(object, "stringData"))];
  return { type: stringAt(object, "type") ?? "Opaque", keys };
}

/** A ConfigMap: its keys, never a value. */
export function extractConfigMap({ object }: Resource): JsonObject {
  return { keys: [...Object.keys(mapAt(object, "data")), ...Object.keys(mapAt(object, "binaryData"))] };
}
