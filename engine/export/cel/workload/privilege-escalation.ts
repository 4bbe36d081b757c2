import type { PolicySource } from "../../policy-source";
import { ADDED, containersWhere, IS_PRIVILEGED, IS_WINDOWS, own } from "../expressions";

/** Containers that may gain privileges, but for those where the API server demands it. */
export const privilegeEscalationPolicy: PolicySource = {
  rule: "workload/privilege-escalation",
  match: "pods",
  offences: containersWhere(
    `!(${IS_WINDOWS}) && ${own("allowPrivilegeEscalation")}.orValue(true) != false && !(${IS_PRIVILEGED}) && !('CAP_SYS_ADMIN' in ${ADDED})`,
  ),
};
