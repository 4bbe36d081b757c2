import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Replicas that nothing spreads over nodes. */
export const spreadPolicy: PolicySource = {
  rule: "resources/spread",
  match: [
    { group: "apps", resources: ["deployments", "statefulsets"] },
    { group: "argoproj.io", resources: ["rollouts"] },
  ],
  offences: when(
    "variables.spec.?replicas.orValue(1) >= 2 && !variables.podSpec.?affinity.?podAntiAffinity.hasValue() && variables.podSpec.?topologySpreadConstraints.orValue([]).size() == 0",
    "the replicas",
  ),
};
