import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Policies that admit callers without an identity. */
export const linkerdDefaultPolicyPolicy: PolicySource = {
  rule: "mesh/linkerd-default-policy",
  match: "pods",
  also: [{ group: "", resources: ["namespaces"] }],
  offences: when(
    "(variables.root.kind == 'Namespace' ? variables.notes : variables.annotations)[?'config.linkerd.io/default-inbound-policy'].orValue('') in ['all-unauthenticated', 'cluster-unauthenticated']",
    "default-inbound-policy",
  ),
};
