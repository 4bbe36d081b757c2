import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Namespaces that enforce the level privileged. */
export const namespacePrivilegedPolicy: PolicySource = {
  rule: "admission/namespace-privileged",
  match: [{ group: "", resources: ["namespaces"] }],
  offences: when(
    "variables.marks[?'pod-security.kubernetes.io/enforce'].orValue('') == 'privileged'",
    "the level privileged",
  ),
};
