import { extractFact } from "../../engine/inventory/extract-fact";
import type { Fact } from "../../engine/inventory/fact";
import type { JsonObject } from "../../engine/json";
import { resourcesOf } from "../../engine/kubernetes/resource";

/** The file that facts of live objects name as their source; the document is the index of the object. */
export const LIVE_SOURCE = "cluster";

/** The facts of live objects, one for each object; objects that are none are left out. */
export function liveFacts(objects: readonly JsonObject[]): Fact[] {
  return objects.flatMap((object, document) =>
    resourcesOf(object).map((resource) => ({
      ...extractFact(resource),
      source: { file: LIVE_SOURCE, document, base: [] },
    })),
  );
}
