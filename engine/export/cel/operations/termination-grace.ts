import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods that are killed at once. */
export const terminationGracePolicy: PolicySource = {
  rule: "operations/termination-grace",
  match: "pods",
  offences: when("variables.podSpec.?terminationGracePeriodSeconds.orValue(30) == 0", "the pod"),
};
