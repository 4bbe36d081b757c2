import type { PolicySource } from "../../policy-source";
import { BINDING_VARIABLES, BINDINGS, subjectsWhere } from "../roles";

/** Bindings to anybody who reaches the API server, but for what a cluster gives to anybody. */
export const anonymousBindingPolicy: PolicySource = {
  rule: "identity/anonymous-binding",
  match: BINDINGS,
  variables: BINDING_VARIABLES,
  offences: subjectsWhere(
    "s.name in ['system:anonymous', 'system:unauthenticated'] && !(variables.root.roleRef.name in ['system:public-info-viewer', 'system:service-account-issuer-discovery', 'kubeadm:bootstrap-signer-clusterinfo'])",
  ),
};
