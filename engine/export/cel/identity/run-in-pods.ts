import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that run commands in pods; before 1.35 `get` was enough. */
export const runInPodsPolicy: PolicySource = {
  rule: "identity/run-in-pods",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: ({ kubernetesVersion }) =>
    grantedBy({
      grants: [
        ...DANGEROUS_GRANTS.runInPods.grants,
        ...(kubernetesVersion < 35
          ? [{ groups: [""], resources: ["pods/exec", "pods/attach"], verbs: ["get"] }]
          : []),
      ],
    }),
};
