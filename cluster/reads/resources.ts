import type { AskCluster } from "../cluster";
import { classifyFailure } from "../kubectl/classify-failure";
import { isResource } from "../names";
import { ClusterError } from "../problem";

/** A kind of object the cluster serves, by its plural with the group: `deployments.apps`. */
export interface ServedResource {
  readonly name: string;
  readonly namespaced: boolean;
}

/**
 * The resources a cluster serves, from its discovery, sorted.
 *
 * @throws ClusterError where the cluster cannot be asked
 */
export async function servedResources(
  ask: AskCluster,
  signal?: AbortSignal,
): Promise<readonly ServedResource[]> {
  const lists = await Promise.all(
    [true, false].map(async (namespaced) => {
      const output = await ask({ type: "resources", namespaced }, signal);
      const names = output.stdout.split(/\s+/).filter((name) => name !== "" && isResource(name));
      // One broken aggregated API is no reason to show none: kubectl then prints the others and fails.
      if (names.length === 0 && output.status !== 0) throw new ClusterError(classifyFailure(output));
      return names.map((name) => ({ name, namespaced }));
    }),
  );
  return lists.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}
