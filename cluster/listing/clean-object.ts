import { isObject, type JsonObject } from "../../engine/json";

/** Holds a whole manifest, in the clear: also that of a Secret that was applied with `stringData`. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * Drops from a live object what must never be shown or kept: the annotation that repeats the applied manifest. The
 * record of who changed which field goes too, unless asked for. Changes the object itself, right where it was parsed.
 *
 * @param keepManagers keep `managedFields`, which say who changed a field
 */
export function cleanObject(object: JsonObject, keepManagers = false): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata)) return object;
  if (!keepManagers) delete metadata.managedFields;
  if (isObject(metadata.annotations)) delete metadata.annotations[LAST_APPLIED];
  return object;
}
