import type { PolicySource } from "../../policy-source";
import { containersWhere, effective, HAS_USER_NAMESPACE, IS_WINDOWS } from "../expressions";

/** Groups from 1 to 9999, pods with a user namespace and Windows apart. */
export const lowGroupIdPolicy: PolicySource = {
  rule: "workload/low-group-id",
  match: "pods",
  offences: containersWhere(
    `!(${IS_WINDOWS}) && !(${HAS_USER_NAMESPACE}) && ${effective("runAsGroup")}.orValue(0) > 0 && ${effective("runAsGroup")}.orValue(0) < 10000`,
  ),
};
