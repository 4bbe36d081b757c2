import type { JsonObject } from "../../engine/json";
import { type Problem, problemOf } from "../problem";
import type { ClusterApi } from "../transport/cluster-api";
import { type ListOptions, listObjects } from "./list-objects";

/** A list as it was at a moment; or why it could not be read. */
export interface Listing {
  readonly objects: readonly JsonObject[];
  /** Milliseconds since 1970. */
  readonly readAt: number;
  readonly problem?: Problem;
}

/** Lists of one cluster, each read once in five minutes. */
export interface ListCache {
  /** Never rejects but where it was cancelled: what could not be read has a problem, and is asked again next time. */
  list(path: string, options?: ListOptions, signal?: AbortSignal): Promise<Listing>;
  /** Forgets everything: the user asked for news. */
  clear(): void;
}

const MAX_AGE_MS = 5 * 60_000;

/** Makes a cache of lists. @param now milliseconds since 1970 */
export function createListCache(api: ClusterApi, now: () => number = Date.now): ListCache {
  const known = new Map<string, Promise<Listing>>();
  const readAt = new Map<string, number>();

  async function read(path: string, options: ListOptions, signal?: AbortSignal): Promise<Listing> {
    try {
      return { objects: await listObjects(api, path, options, signal), readAt: now() };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === "cancelled") throw error;
      return { objects: [], readAt: now(), problem };
    }
  }

  return {
    list(path, options = {}, signal) {
      const key = JSON.stringify([path, options]);
      const before = known.get(key);
      if (before && now() - (readAt.get(key) ?? 0) < MAX_AGE_MS) return before;
      const forget = () => {
        if (known.get(key) === reading) known.delete(key);
      };
      const reading = read(path, options, signal);
      known.set(key, reading);
      readAt.set(key, now());
      reading.then(({ problem }) => {
        // A kind that is not served stays unserved for a while; everything else may be put right at once.
        if (problem && problem.kind !== "not-found") forget();
      }, forget);
      return reading;
    },
    clear() {
      known.clear();
      readAt.clear();
    },
  };
}
