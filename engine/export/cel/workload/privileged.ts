import type { PolicySource } from "../../policy-source";
import { containersWhere, IS_PRIVILEGED } from "../expressions";

/** Containers with `privileged: true`. */
export const privilegedPolicy: PolicySource = {
  rule: "workload/privileged",
  match: "pods",
  offences: containersWhere(IS_PRIVILEGED),
};
