import { isObject, valueAt } from "../../engine/json";
import type { AskCluster } from "../cluster";
import { classifyFailure } from "../kubectl/classify-failure";
import { ClusterError } from "../problem";
import { parseJson } from "./parse-json";

/** The name of an object and the namespace it lives in (empty where it lives in none). */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** Objects asked for at once, and the most that are read in all. */
const PAGE = 500;
const MAX_OBJECTS = 10_000;

/**
 * Lists the names of objects, page by page.
 *
 * @param path the list, such as `/api/v1/namespaces`
 * @throws ClusterError such as `forbidden`
 */
export async function listNames(
  ask: AskCluster,
  path: string,
  signal?: AbortSignal,
): Promise<readonly ObjectName[]> {
  const names: ObjectName[] = [];
  let next = "";
  do {
    const query = `limit=${PAGE}${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`;
    const output = await ask({ type: "read", path: `${path}?${query}` }, signal);
    if (output.status !== 0) throw new ClusterError(classifyFailure(output));
    const list = parseJson(output.stdout);
    for (const item of Array.isArray(list.items) ? list.items : []) {
      const metadata = isObject(item) && isObject(item.metadata) ? item.metadata : {};
      if (typeof metadata.name !== "string") continue;
      names.push({
        name: metadata.name,
        namespace: typeof metadata.namespace === "string" ? metadata.namespace : "",
      });
    }
    const token = valueAt(list, ["metadata", "continue"]);
    next = typeof token === "string" ? token : "";
  } while (next !== "" && names.length < MAX_OBJECTS);
  return names;
}
