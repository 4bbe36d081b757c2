import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, IS_NAMED, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that write the ConfigMaps of the system: of kube-system are only those that are named. */
export const writeConfigMapsPolicy: PolicySource = {
  rule: "identity/write-config-maps",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(
    DANGEROUS_GRANTS.writeConfigMaps,
    `variables.root.kind == 'Role' || (${IS_NAMED} && !r.?resourceNames.orValue([]).exists(n, n in ['aws-auth', 'coredns', 'coredns-custom']))`,
  ),
};
