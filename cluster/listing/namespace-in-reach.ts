import type { ListCache } from "./list-cache";

/**
 * The namespace to be content with, where a user may not list the pods of all: their own. `undefined` where they may.
 * The list is kept, so asking costs nothing that would not be read anyway.
 *
 * @param own the namespace of the context
 * @throws ClusterError where it was cancelled
 */
export async function namespaceInReach(
  cache: ListCache,
  own: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { problem } = await cache.list("/api/v1/pods", {}, signal);
  return problem?.kind === "forbidden" ? own : undefined;
}
