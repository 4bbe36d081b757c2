import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { EXTENDS_EDIT, grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that make pods, those collected into `edit` apart. */
export const createWorkloadsPolicy: PolicySource = {
  rule: "identity/create-workloads",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(DANGEROUS_GRANTS.createWorkloads, EXTENDS_EDIT),
};
