import type { PolicySource } from "../../policy-source";
import { hostPathsWhere } from "../host-paths";

/** Volumes that give the node away. */
export const sensitiveHostPathPolicy: PolicySource = {
  rule: "workload/sensitive-host-path",
  match: "pods",
  offences: hostPathsWhere("sensitive"),
};
