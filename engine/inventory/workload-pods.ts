import { mapsAt } from "../kubernetes/fields";
import { WORKLOAD_KINDS } from "../kubernetes/pod-template";
import type { GroupKind } from "../kubernetes/resource";
import type { PodData, WorkloadData } from "./extractors/workload";
import type { Fact } from "./fact";
import type { Inventory } from "./inventory";
import { memoOf } from "./tracked-inventory";

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

const podsByNamespace = memoOf((inventory) => {
  const groups = new Map<string | undefined, WorkloadPod[]>();
  for (const each of workloadPods(inventory)) {
    const group = groups.get(each.fact.namespace);
    if (group) group.push(each);
    else groups.set(each.fact.namespace, [each]);
  }
  return groups;
});

/** The pod templates of a namespace as written, in the order of the kinds; worked out once for each inventory. */
export function podsInNamespace(inventory: Inventory, namespace: string | undefined): readonly WorkloadPod[] {
  return podsByNamespace(inventory).get(namespace) ?? [];
}

const podsByFact = new WeakMap<Fact, WorkloadPod[]>();

/** The pod templates of one fact; empty where it is no workload. */
export function podsOf(fact: Fact): WorkloadPod[] {
  let pods = podsByFact.get(fact);
  if (!pods) {
    // Facts of workloads hold what `extractWorkload` made, as plain JSON.
    pods = mapsAt(fact.data, "pods").map(({ value }) => ({
      fact,
      workload: fact.data as unknown as WorkloadData,
      pod: value as unknown as PodData,
    }));
    podsByFact.set(fact, pods);
  }
  return pods;
}
