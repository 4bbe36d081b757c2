import type { PolicySource } from "../../policy-source";
import { BINDING_VARIABLES, BINDINGS, subjectsWhere } from "../roles";

/** Bindings to everybody who is logged in, but for what a cluster gives to everybody. */
export const authenticatedBindingPolicy: PolicySource = {
  rule: "identity/authenticated-binding",
  match: BINDINGS,
  variables: BINDING_VARIABLES,
  offences: subjectsWhere(
    "s.kind == 'Group' && s.name in ['system:authenticated', 'system:serviceaccounts'] && !(variables.root.roleRef.name in ['system:basic-user', 'system:discovery', 'system:public-info-viewer', 'system:service-account-issuer-discovery'])",
  ),
};
