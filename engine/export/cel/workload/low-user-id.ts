import type { PolicySource } from "../../policy-source";
import { containersWhere, effective, HAS_USER_NAMESPACE, IS_WINDOWS } from "../expressions";

/** Users from 1 to 9999, pods with a user namespace and Windows apart. */
export const lowUserIdPolicy: PolicySource = {
  rule: "workload/low-user-id",
  match: "pods",
  offences: containersWhere(
    `!(${IS_WINDOWS}) && !(${HAS_USER_NAMESPACE}) && ${effective("runAsUser")}.orValue(0) > 0 && ${effective("runAsUser")}.orValue(0) < 10000`,
  ),
};
