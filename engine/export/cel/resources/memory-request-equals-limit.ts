import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers that may use more memory than they request. */
export const memoryRequestEqualsLimitPolicy: PolicySource = {
  rule: "resources/memory-request-equals-limit",
  match: "pods",
  offences: containersWhere(
    "c.?resources.?limits.?memory.hasValue() && c.?resources.?requests.?memory.hasValue() && quantity(string(c.resources.requests.memory)).isLessThan(quantity(string(c.resources.limits.memory)))",
  ),
};
