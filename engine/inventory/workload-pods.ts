import { mapsAt } from "../kubernetes/fields";
import { WORKLOAD_KINDS } from "../kubernetes/pod-template";
import type { GroupKind } from "../kubernetes/resource";
import type { PodData, WorkloadData } from "./extractors/workload";
import type { Fact } from "./fact";
import type { Inventory } from "./inventory";

/** A pod template of a scope with the workload that declares it. */
export interface WorkloadPod {
  readonly fact: Fact;
  readonly workload: WorkloadData;
  readonly pod: PodData;
}

/** Every pod template of a scope, in the order of the kinds given. */
export function workloadPods(
  inventory: Inventory,
  kinds: readonly GroupKind[] = WORKLOAD_KINDS,
): WorkloadPod[] {
  return kinds.flatMap((kind) => inventory.ofKind(kind).flatMap((fact) => podsOf(fact)));
}

/** The pod templates of one fact; empty where it is no workload. */
export function podsOf(fact: Fact): WorkloadPod[] {
  // Facts of workloads hold what `extractWorkload` made, as plain JSON.
  return mapsAt(fact.data, "pods").map(({ value }) => ({
    fact,
    workload: fact.data as unknown as WorkloadData,
    pod: value as unknown as PodData,
  }));
}
