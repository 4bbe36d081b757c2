import type { PolicySource } from "../../policy-source";
import { IS_WILDCARD, policyRulesWhere, ROLE_VARIABLES, ROLES } from "../roles";

/** Policy rules with a wildcard verb, resource, group or URL. */
export const wildcardPermissionsPolicy: PolicySource = {
  rule: "identity/wildcard-permissions",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: policyRulesWhere(
    `r.?resources.orValue([]).size() == 0 ? '*' in r.?nonResourceURLs.orValue([]) && !variables.policyRules.exists(o, '*' in o.?verbs.orValue([]) && '*' in o.?resources.orValue([])) : ${IS_WILDCARD} || '*' in r.?apiGroups.orValue([])`,
  ),
};
