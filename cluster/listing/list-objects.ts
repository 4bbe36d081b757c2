import { isObject, type JsonObject, valueAt } from "../../engine/json";
import { clusterError } from "../problem";
import type { ClusterApi } from "../transport/cluster-api";
import { cleanObject } from "./clean-object";

/** How a list is read. */
export interface ListOptions {
  /** Default 500. */
  readonly pageSize?: number;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Keep `managedFields` of the objects. */
  readonly keepManagers?: boolean;
  /** Metadata alone: labels, owners, but no spec. */
  readonly metadataOnly?: boolean;
}

const PAGE_SIZE = 500;
/** Objects read of one list; more are a sign that something else was meant. */
const MAX_OBJECTS = 200_000;
/** How often a list begins anew because its `continue` had expired. */
const MAX_RESTARTS = 3;

/**
 * Lists objects page by page. A `continue` that expired (410) begins the list anew; objects that were seen in both
 * attempts are there once, as the last attempt has them.
 *
 * @param path such as `/api/v1/pods`
 * @returns the objects with `apiVersion` and `kind`, which lists leave out, and without the copy of the manifest
 * @throws ClusterError such as `forbidden`, `not-found` where the kind is not served
 */
export async function listObjects(
  api: ClusterApi,
  path: string,
  options: ListOptions = {},
  signal?: AbortSignal,
): Promise<JsonObject[]> {
  const { labelSelector, fieldSelector, keepManagers = false } = options;
  const fixed = {
    limit: String(options.pageSize ?? PAGE_SIZE),
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
  for (let attempt = 0; attempt <= MAX_RESTARTS; attempt++) {
    const objects: JsonObject[] = [];
    let next = "";
    let isExpired = false;
    do {
      const query = next === "" ? fixed : { ...fixed, continue: next };
      const form = options.metadataOnly ? "metadata" : "json";
      const page = await api.readPage({ path, query, form }, signal);
      if (!page) {
        isExpired = true;
        break;
      }
      append(objects, page, keepManagers);
      if (objects.length > MAX_OBJECTS)
        throw clusterError("unreadable-answer", `${path} has more than ${MAX_OBJECTS} objects`);
      const token = valueAt(page, ["metadata", "continue"]);
      next = typeof token === "string" ? token : "";
    } while (next !== "");
    if (!isExpired) return objects;
  }
  throw clusterError("unreadable-answer", `${path} expired ${MAX_RESTARTS + 1} times while it was read`);
}

function append(objects: JsonObject[], page: JsonObject, keepManagers: boolean): void {
  const { apiVersion, kind, items } = page;
  if (!Array.isArray(items))
    throw clusterError("unreadable-answer", "the API server answered something that is no list");
  const itemKind = typeof kind === "string" ? kind.replace(/List$/, "") : undefined;
  for (const item of items) {
    if (!isObject(item)) continue;
    const object: JsonObject = {
      ...(apiVersion === undefined ? {} : { apiVersion }),
      ...(itemKind === undefined ? {} : { kind: itemKind }),
      ...item,
    };
    objects.push(cleanObject(object, keepManagers));
  }
}
