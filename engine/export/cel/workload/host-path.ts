import type { PolicySource } from "../../policy-source";
import { hostPathsWhere } from "../host-paths";

/** Other volumes that are paths of the node. */
export const hostPathPolicy: PolicySource = {
  rule: "workload/host-path",
  match: "pods",
  offences: hostPathsWhere("plain"),
};
