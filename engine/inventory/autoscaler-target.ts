import { numberAt, stringAt } from "../kubernetes/fields";
import { type GroupKind, groupKind, parseApiVersion } from "../kubernetes/resource";
import type { Fact } from "./fact";
import type { Inventory } from "./inventory";

/** An autoscaler of a scope and the workload that it scales. */
export interface AutoscalerTarget {
  readonly autoscaler: Fact;
  /** The workload, or `undefined` where it is not in sight. */
  readonly target: Fact | undefined;
  /** The least number of replicas that the autoscaler keeps; 1 where it does not say. */
  readonly minReplicas: number;
}

/** The kinds that scale workloads: the HorizontalPodAutoscaler, and KEDA's ScaledObject, which makes one. */
export const AUTOSCALER_KINDS: readonly GroupKind[] = [
  "autoscaling/HorizontalPodAutoscaler",
  "keda.sh/ScaledObject",
];

/** The autoscalers of a scope with their targets. */
export function autoscalerTargets(inventory: Inventory): AutoscalerTarget[] {
  return AUTOSCALER_KINDS.flatMap((kind) =>
    inventory.ofKind(kind).map((autoscaler) => {
      const { data, namespace } = autoscaler;
      const name = stringAt(data, "spec", "scaleTargetRef", "name");
      const apiVersion = stringAt(data, "spec", "scaleTargetRef", "apiVersion") ?? "apps/v1";
      const targetKind = stringAt(data, "spec", "scaleTargetRef", "kind") ?? "Deployment";
      const { group } = parseApiVersion(apiVersion);
      return {
        autoscaler,
        target: name ? inventory.find(groupKind({ group, kind: targetKind }), namespace, name) : undefined,
        minReplicas: numberAt(data, "spec", "minReplicas") ?? numberAt(data, "spec", "minReplicaCount") ?? 1,
      };
    }),
  );
}
