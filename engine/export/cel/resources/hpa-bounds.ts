import type { PolicySource } from "../../policy-source";

const IS_KEDA = "variables.root.kind == 'ScaledObject'";

/** Autoscalers whose bounds leave nothing to scale. */
export const hpaBoundsPolicy: PolicySource = {
  rule: "resources/hpa-bounds",
  match: [
    { group: "autoscaling", resources: ["horizontalpodautoscalers"] },
    { group: "keda.sh", resources: ["scaledobjects"] },
  ],
  offences: `${IS_KEDA} ? (variables.spec.?scaleTargetRef.?name.hasValue() && (!variables.spec.?maxReplicaCount.hasValue() || variables.spec.?minReplicaCount.orValue(0) >= variables.spec.maxReplicaCount) ? ['the bounds'] : []) : (variables.spec.?scaleTargetRef.?name.hasValue() && variables.spec.?minReplicas.orValue(1) >= variables.spec.?maxReplicas.orValue(0) ? ['the bounds'] : [])`,
};
