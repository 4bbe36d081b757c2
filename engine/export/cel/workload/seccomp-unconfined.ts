import type { PolicySource } from "../../policy-source";
import { partsWhere } from "../expressions";

/** Profiles that leave system calls unfiltered. */
export const seccompUnconfinedPolicy: PolicySource = {
  rule: "workload/seccomp-unconfined",
  match: "pods",
  offences: partsWhere("seccompProfile", "!(s.?type.orValue('') in ['RuntimeDefault', 'Localhost'])"),
};
