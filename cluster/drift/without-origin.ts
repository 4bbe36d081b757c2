import type { JsonObject } from "../../engine/json";
import { mapAt } from "../../engine/kubernetes/fields";

/** Says of what file a rendered object was made; it is written for whoever renders, and means nothing to a cluster. */
const ORIGIN = "config.kubernetes.io/origin";

/** An object as it would be applied: without the note of the tool that has rendered it. */
export function withoutOrigin(object: JsonObject): JsonObject {
  const annotations = mapAt(object, "metadata", "annotations");
  if (annotations[ORIGIN] === undefined) return object;
  const { [ORIGIN]: _note, ...rest } = annotations;
  const { annotations: _all, ...metadata } = mapAt(object, "metadata");
  return {
    ...object,
    metadata: { ...metadata, ...(Object.keys(rest).length > 0 ? { annotations: rest } : {}) },
  };
}
