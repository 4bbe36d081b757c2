import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Budgets that count pods that are not ready. */
export const pdbUnhealthyEvictionPolicy: PolicySource = {
  rule: "resources/pdb-unhealthy-eviction",
  match: [{ group: "policy", resources: ["poddisruptionbudgets"] }],
  offences: when(
    "variables.spec.?unhealthyPodEvictionPolicy.orValue('') != 'AlwaysAllow'",
    "unhealthyPodEvictionPolicy",
  ),
};
