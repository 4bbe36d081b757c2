import type { PolicySource } from "../../policy-source";
import { containersWhere, effective, IS_PRIVILEGED, IS_WINDOWS } from "../expressions";

/** Containers without a profile of their own or of their pod, privileged ones and Windows apart. */
export const seccompProfilePolicy: PolicySource = {
  rule: "workload/seccomp-profile",
  match: "pods",
  offences: containersWhere(
    `!(${IS_WINDOWS}) && !(${IS_PRIVILEGED}) && !${effective("seccompProfile")}.hasValue()`,
  ),
};
