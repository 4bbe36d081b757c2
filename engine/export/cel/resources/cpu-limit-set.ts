import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers with a CPU limit. */
export const cpuLimitSetPolicy: PolicySource = {
  rule: "resources/cpu-limit-set",
  match: "pods",
  offences: containersWhere("c.?resources.?limits.?cpu.hasValue()"),
};
