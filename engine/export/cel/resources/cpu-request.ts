import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers that request no CPU, nor does their pod; a limit is a request too. */
export const cpuRequestPolicy: PolicySource = {
  rule: "resources/cpu-request",
  match: "pods",
  offences: containersWhere(
    "![c.?resources, variables.podSpec.?resources].exists(r, r.?requests.?cpu.hasValue() || r.?limits.?cpu.hasValue())",
    "servers",
  ),
};
