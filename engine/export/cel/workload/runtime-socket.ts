import type { PolicySource } from "../../policy-source";
import { hostPathsWhere } from "../host-paths";

/** Volumes that are the socket of a container runtime. */
export const runtimeSocketPolicy: PolicySource = {
  rule: "workload/runtime-socket",
  match: "pods",
  offences: hostPathsWhere("runtime-socket"),
};
