import { SOURCES } from "../../../rules/mesh/authorization-policy-open";
import type { PolicySource } from "../../policy-source";
import { listOf, when } from "../expressions";

/** Rules that admit everybody. */
export const authorizationPolicyOpenPolicy: PolicySource = {
  rule: "mesh/authorization-policy-open",
  match: [{ group: "security.istio.io", resources: ["authorizationpolicies"] }],
  offences: when(
    `variables.spec.?action.orValue('ALLOW') == 'ALLOW' && variables.spec.?rules.orValue([]).exists(r, r.?when.orValue([]).size() == 0 && (r.?from.orValue([]).size() == 0 ? r.?to.orValue([]).size() == 0 : r.from.exists(f, [${listOf(SOURCES)}.filter(s, f.?source[?s].orValue([]).size() > 0)].exists(n, n.size() == 0 || (n.size() == 1 && f.source[n[0]].exists(v, v in ['*', '0.0.0.0/0', '::/0']))))))`,
    "a rule",
  ),
};
