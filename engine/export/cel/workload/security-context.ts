import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers without any security context of their own or of their pod. */
export const securityContextPolicy: PolicySource = {
  rule: "workload/security-context",
  match: "pods",
  offences: containersWhere(
    "variables.podSpec.?securityContext.orValue({}).size() == 0 && c.?securityContext.orValue({}).size() == 0",
  ),
};
