import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that forward ports; before 1.35 `get` was enough. */
export const portForwardPolicy: PolicySource = {
  rule: "identity/port-forward",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: ({ kubernetesVersion }) =>
    grantedBy({
      grants: [
        ...DANGEROUS_GRANTS.portForward.grants,
        ...(kubernetesVersion < 35
          ? [{ groups: [""], resources: ["pods/portforward"], verbs: ["get"] }]
          : []),
      ],
    }),
};
