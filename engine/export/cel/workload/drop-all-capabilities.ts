import type { PolicySource } from "../../policy-source";
import { containersWhere, DROPPED, IS_PRIVILEGED, IS_WINDOWS } from "../expressions";

/** Containers that do not drop ALL, privileged ones and Windows apart. */
export const dropAllCapabilitiesPolicy: PolicySource = {
  rule: "workload/drop-all-capabilities",
  match: "pods",
  offences: containersWhere(`!(${IS_WINDOWS}) && !(${IS_PRIVILEGED}) && !('ALL' in ${DROPPED})`),
};
