import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that take tokens of accounts. */
export const createTokensPolicy: PolicySource = {
  rule: "identity/create-tokens",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(DANGEROUS_GRANTS.createTokens),
};
