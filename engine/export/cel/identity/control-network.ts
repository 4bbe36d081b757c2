import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that open the network. */
export const controlNetworkPolicy: PolicySource = {
  rule: "identity/control-network",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(DANGEROUS_GRANTS.controlNetwork),
};
