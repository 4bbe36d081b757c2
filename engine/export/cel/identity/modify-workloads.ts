import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { EXTENDS_EDIT, grantedBy, IS_NAMED, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that change workloads and cannot make them. */
export const modifyWorkloadsPolicy: PolicySource = {
  rule: "identity/modify-workloads",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(
    DANGEROUS_GRANTS.modifyWorkloads,
    `${EXTENDS_EDIT} || ('create' in r.?verbs.orValue([]) && !(${IS_NAMED}))`,
  ),
};
