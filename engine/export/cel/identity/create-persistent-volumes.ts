import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that make volumes of the node. */
export const createPersistentVolumesPolicy: PolicySource = {
  rule: "identity/create-persistent-volumes",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(DANGEROUS_GRANTS.createVolumes),
};
