import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Deployments that are paused, or whose rollout never fails. */
export const stuckRolloutPolicy: PolicySource = {
  rule: "operations/stuck-rollout",
  match: [{ group: "apps", resources: ["deployments"] }],
  offences: `${when("variables.spec.?paused.orValue(false) == true", "paused")} + ${when("variables.spec.?progressDeadlineSeconds.orValue(600) == 2147483647", "progressDeadlineSeconds")}`,
};
