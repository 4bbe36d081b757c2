import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods in the process namespace of the node. */
export const hostPidPolicy: PolicySource = {
  rule: "workload/host-pid",
  match: "pods",
  offences: when("variables.podSpec.?hostPID.orValue(false) == true", "the pod"),
};
