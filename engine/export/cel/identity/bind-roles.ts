import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that bind others. */
export const bindRolesPolicy: PolicySource = {
  rule: "identity/bind-roles",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(DANGEROUS_GRANTS.bind),
};
