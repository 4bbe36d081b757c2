import { collectObjects } from "../listing/collect-objects";
import { EVENT_KIND, SUPPORT_KINDS, TRAFFIC_KINDS, WORKLOAD_LIST_KINDS } from "../listing/kinds";
import type { ListCache } from "../listing/list-cache";
import type { ClusterApi } from "../transport/cluster-api";
import { createSnapshot, type Snapshot } from "./snapshot";

/** Everything that triage reads. Secrets are not among it. */
export const TRIAGE_KINDS = [...WORKLOAD_LIST_KINDS, ...TRAFFIC_KINDS, ...SUPPORT_KINDS, EVENT_KIND];

/**
 * Reads what triage looks at.
 *
 * @param context the context's name, for commands
 * @param namespace one namespace, and what lives in none; absent: all
 * @throws ClusterError where the cluster cannot be asked at all
 */
export async function readSnapshot(
  api: ClusterApi,
  cache: ListCache,
  context: string,
  namespace: string | undefined,
  signal?: AbortSignal,
): Promise<Snapshot> {
  const { objects, unseen } = await collectObjects(
    api,
    cache,
    { kinds: TRIAGE_KINDS, ...(namespace === undefined ? {} : { namespace }) },
    signal,
  );
  return createSnapshot(context, objects, unseen);
}
