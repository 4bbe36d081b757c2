import type { PolicySource } from "../../policy-source";
import { gives, IS_WILDCARD, ROLE_VARIABLES, ROLES } from "../roles";

const EVICT = [
  { groups: [""], resources: ["pods"], verbs: ["delete", "deletecollection"] },
  { groups: [""], resources: ["pods/eviction"], verbs: ["create"] },
];

const CORDON = [{ groups: [""], resources: ["nodes"], verbs: ["update", "patch"] }];

/** ClusterRoles that evict pods and change nodes. */
export const stealPodsPolicy: PolicySource = {
  rule: "identity/steal-pods",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: `variables.root.kind == 'ClusterRole' && variables.policyRules.exists(r, !${IS_WILDCARD} && ${gives(EVICT)}) && variables.policyRules.exists(r, !${IS_WILDCARD} && ${gives(CORDON)}) ? ['eviction with change of nodes'] : []`,
};
