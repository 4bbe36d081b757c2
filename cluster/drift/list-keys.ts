import { isObject, type JsonObject, type JsonValue } from "../../engine/json";

/** The fields by which items of a list are the same. Source: patchMergeKey and listMapKey of the API types. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  env: ["name"],
  volumes: ["name"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
  imagePullSecrets: ["name"],
  secrets: ["name"],
  hostAliases: ["ip"],
  subjects: ["kind", "namespace", "name"],
  topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
  webhooks: ["name"],
  volumeClaimTemplates: ["metadata"],
};

/** The fields by which items of a list are the same; `undefined` for lists that are compared as a whole. */
export function listKeys(field: string, items: readonly JsonValue[]): readonly string[] | undefined {
  return field === "ports" ? portKeys(items) : MERGE_KEYS[field];
}

function portKeys(items: readonly JsonValue[]): readonly string[] | undefined {
  const [first] = items;
  if (!isObject(first)) return undefined;
  if (first.containerPort !== undefined) return ["containerPort", "protocol"];
  // The ports of a NetworkPolicy have no identity.
  return first.targetPort !== undefined || first.name !== undefined || first.nodePort !== undefined
    ? ["port", "protocol"]
    : undefined;
}

/**
 * The key of an item.
 *
 * @param home the namespace of the object, in which accounts live that name none
 */
export function keyOf(item: JsonObject, keys: readonly string[], home: string | undefined): string {
  return JSON.stringify(
    keys.map((key) => {
      const value = item[key];
      if (key === "metadata") return isObject(value) ? (value.name ?? null) : null;
      if (key === "protocol") return value ?? "TCP";
      if (key === "namespace") return value || (item.kind === "ServiceAccount" ? (home ?? null) : null);
      return typeof value === "number" ? String(value) : (value ?? null);
    }),
  );
}
