import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that act as others. */
export const impersonatePolicy: PolicySource = {
  rule: "identity/impersonate",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(DANGEROUS_GRANTS.impersonate),
};
