import type { PolicySource } from "../../policy-source";

/** Policies that match no request, or deny every one. */
export const authorizationPolicyIneffectivePolicy: PolicySource = {
  rule: "mesh/authorization-policy-ineffective",
  match: [{ group: "security.istio.io", resources: ["authorizationpolicies"] }],
  offences: `[variables.spec.?action.orValue('ALLOW')].exists(a, a != 'ALLOW' && (variables.spec.?rules.orValue([]).size() == 0 || (a == 'DENY' && variables.spec.rules.exists(r, r.size() == 0)) || (a == 'CUSTOM' && variables.spec.?provider.?name.orValue('') == ''))) ? ['the action'] : []`,
};
