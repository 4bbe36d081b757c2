import type { JsonObject } from "../../json";
import { mapAt, stringAt, stringMapAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";
import { hostsIn } from "./hosts";

/** A Secret: its type and its keys, never a value. */
export function extractSecret({ object }: Resource): JsonObject {
  const keys = [...Object.keys(mapAt(object, "data")), ...Object.keys(mapAt(object, "stringData"))];
  return { type: stringAt(object, "type") ?? "Opaque", keys };
}

/** A ConfigMap: its keys, and the hosts that its values name; never a value. */
export function extractConfigMap({ object }: Resource): JsonObject {
  const data = stringMapAt(object, "data");
  const hosts = Object.entries(data).flatMap(([key, value]) => hostsIn(key, value, 0));
  return {
    keys: [...Object.keys(mapAt(object, "data")), ...Object.keys(mapAt(object, "binaryData"))],
    ...(hosts.length > 0 ? { hosts } : {}),
  };
}
