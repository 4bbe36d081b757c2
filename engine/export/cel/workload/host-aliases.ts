import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods that write into /etc/hosts. */
export const hostAliasesPolicy: PolicySource = {
  rule: "workload/host-aliases",
  match: "pods",
  offences: when("variables.podSpec.?hostAliases.orValue([]).size() > 0", "the pod"),
};
