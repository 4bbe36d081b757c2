import type { WorkloadData } from "../inventory/extractors/workload";
import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { isObject, type JsonObject, type Path } from "../json";
import { mapAt } from "../kubernetes/fields";

/** A claim of a namespace, or a template of which a StatefulSet makes one for each of its pods. */
export interface Claim {
  /** The claim, or the StatefulSet. */
  readonly fact: Fact;
  /** `spec` of the claim. */
  readonly spec: JsonObject;
  /** Where that stands in the resource. */
  readonly path: Path;
  /** How many there will be. */
  readonly count: number;
}

/** The claims of a namespace: those that are written, then those of StatefulSets. */
export function claimsIn(inventory: Inventory, namespace: string | undefined): Claim[] {
  const written = inventory
    .ofKind("PersistentVolumeClaim")
    .filter((fact) => fact.namespace === namespace)
    .map((fact) => ({ fact, spec: mapAt(fact.data, "spec"), path: ["spec"], count: 1 }));
  const made = inventory
    .ofKind("apps/StatefulSet")
    .filter((fact) => fact.namespace === namespace && isObject(fact.data))
    .flatMap((fact) => {
      // Facts of workloads hold what `extractWorkload` made, as plain JSON.
      const { claims, replicas } = fact.data as unknown as WorkloadData;
      return claims.map(({ index, spec }) => ({
        fact,
        spec,
        path: ["spec", "volumeClaimTemplates", index, "spec"],
        count: replicas ?? 1,
      }));
    });
  return [...written, ...made];
}
