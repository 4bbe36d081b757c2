import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, IS_NAMED, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that write Secrets and do not read them. */
export const writeSecretsPolicy: PolicySource = {
  rule: "identity/write-secrets",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(
    DANGEROUS_GRANTS.createSecrets,
    `${IS_NAMED} || ['get', 'list', 'watch'].exists(v, v in r.?verbs.orValue([]))`,
  ),
};
