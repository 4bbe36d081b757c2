import type { JsonObject } from "../../engine/json";
import { stringAt, stringMapAt } from "../../engine/kubernetes/fields";
import { parseImageReference } from "../../engine/kubernetes/image-reference";
import { containerStates } from "./containers";
import type { Evidence } from "./diagnosis";
import { nameOf, type Snapshot } from "./snapshot";

/** The labels by which providers name the pool of a node. Sources: AKS, EKS, GKE documentation. */
const POOL_LABELS = [
  "kubernetes.azure.com/agentpool",
  "agentpool",
  "eks.amazonaws.com/nodegroup",
  "cloud.google.com/gke-nodepool",
  "karpenter.sh/nodepool",
];

/** One pool cannot pull what another can. */
export interface PoolSplit {
  readonly text: string;
  readonly evidence: Evidence;
}

/**
 * Whether pulls from one registry fail on the pool of a pod's node while they succeed on another pool; `undefined`
 * where that is not so, or the nodes cannot be seen.
 */
export function poolSplit(snapshot: Snapshot, image: string, pod: JsonObject): PoolSplit | undefined {
  const registry = parseImageReference(image)?.registry;
  const poolOf = poolsByNode(snapshot);
  const own = poolOf.get(stringAt(pod, "spec", "nodeName") ?? "");
  if (registry === undefined || own === undefined) return undefined;
  const works = new Map<string, string>();
  for (const other of snapshot.ofKind("Pod")) {
    const pool = poolOf.get(stringAt(other, "spec", "nodeName") ?? "");
    if (pool === undefined) continue;
    for (const { spec, status, waiting } of containerStates(other)) {
      if (parseImageReference(stringAt(spec, "image") ?? "")?.registry !== registry) continue;
      const isPulled =
        (stringAt(status, "imageID") ?? "") !== "" && !/Image/.test(stringAt(waiting, "reason") ?? "");
      if (isPulled) works.set(pool, nameOf(other));
    }
  }
  const elsewhere = [...works].find(([pool]) => pool !== own);
  if (!elsewhere || works.has(own)) return undefined;
  const [pool, name] = elsewhere;
  return {
    text: `${registry} is reached from node pool "${pool}" but from no node of pool "${own}"`,
    evidence: {
      object: `Pod ${name}`,
      place: "status.containerStatuses[].imageID",
      text: `pulled from ${registry} on node pool ${pool}`,
    },
  };
}

function poolsByNode(snapshot: Snapshot): ReadonlyMap<string, string> {
  return new Map(
    snapshot.ofKind("Node").flatMap((node) => {
      const labels = stringMapAt(node, "metadata", "labels");
      const pool = POOL_LABELS.map((label) => labels[label]).find((name) => name !== undefined);
      return pool === undefined ? [] : [[nameOf(node), pool] as const];
    }),
  );
}
