import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Workloads that keep no revision to return to. */
export const revisionHistoryPolicy: PolicySource = {
  rule: "operations/revision-history",
  match: [
    { group: "apps", resources: ["deployments", "statefulsets", "daemonsets"] },
    { group: "argoproj.io", resources: ["rollouts"] },
  ],
  offences: when("variables.spec.?revisionHistoryLimit.orValue(1) == 0", "revisionHistoryLimit"),
};
