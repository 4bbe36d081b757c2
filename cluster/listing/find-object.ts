import type { JsonObject } from "../../engine/json";
import { stringAt } from "../../engine/kubernetes/fields";
import type { GroupKind } from "../../engine/kubernetes/resource";
import { LISTED_KINDS, listPath } from "./kinds";
import type { ListCache } from "./list-cache";

/**
 * Finds an object by its identity in the lists of a cluster, which drift has mostly read already; `undefined` where it
 * is not there, may not be seen, or is of a kind whose version only discovery tells.
 *
 * @param namespace absent for kinds that live in none
 * @throws ClusterError where it was cancelled
 */
export async function findObject(
  cache: ListCache,
  groupKind: GroupKind,
  namespace: string | undefined,
  name: string,
  signal?: AbortSignal,
): Promise<JsonObject | undefined> {
  const kind = LISTED_KINDS.find((each) => each.groupKind === groupKind);
  if (kind?.version === undefined) return undefined;
  const { objects } = await cache.list(
    listPath(kind, kind.version, namespace),
    { keepManagers: true },
    signal,
  );
  return objects.find((object) => stringAt(object, "metadata", "name") === name);
}
