import { numberAt } from "../../../kubernetes/fields";
import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Autoscalers that keep fewer replicas than wanted. */
export const hpaMinReplicasPolicy: PolicySource = {
  rule: "resources/hpa-min-replicas",
  match: [{ group: "autoscaling", resources: ["horizontalpodautoscalers"] }],
  offences: ({ rules }) =>
    when(
      `variables.spec.?minReplicas.orValue(1) < ${numberAt(rules["resources/hpa-min-replicas"], "minimum") ?? 2}`,
      "minReplicas",
    ),
};
