import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods in the IPC namespace of the node. */
export const hostIpcPolicy: PolicySource = {
  rule: "workload/host-ipc",
  match: "pods",
  offences: when("variables.podSpec.?hostIPC.orValue(false) == true", "the pod"),
};
