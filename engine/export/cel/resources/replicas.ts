import { numberAt } from "../../../kubernetes/fields";
import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Workloads that run fewer replicas than wanted; none at all is a decision. */
export const replicasPolicy: PolicySource = {
  rule: "resources/replicas",
  match: [
    { group: "apps", resources: ["deployments", "statefulsets"] },
    { group: "argoproj.io", resources: ["rollouts"] },
  ],
  offences: ({ rules }) =>
    when(
      `variables.spec.?replicas.orValue(0) > 0 && variables.spec.replicas < ${numberAt(rules["resources/replicas"], "minimum") ?? 2}`,
      "replicas",
    ),
};
