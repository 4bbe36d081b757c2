import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers without a memory limit of their own or of their pod. */
export const memoryLimitPolicy: PolicySource = {
  rule: "resources/memory-limit",
  match: "pods",
  offences: containersWhere(
    "!c.?resources.?limits.?memory.hasValue() && !variables.podSpec.?resources.?limits.?memory.hasValue()",
    "servers",
  ),
};
