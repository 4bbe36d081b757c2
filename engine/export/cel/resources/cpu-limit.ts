import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers without a CPU limit of their own or of their pod. */
export const cpuLimitPolicy: PolicySource = {
  rule: "resources/cpu-limit",
  match: "pods",
  offences: containersWhere(
    "!c.?resources.?limits.?cpu.hasValue() && !variables.podSpec.?resources.?limits.?cpu.hasValue()",
    "servers",
  ),
};
