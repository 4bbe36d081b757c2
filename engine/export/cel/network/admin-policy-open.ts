import type { PolicySource } from "../../policy-source";
import { EVERY_ADDRESS } from "../edges";
import { when } from "../expressions";

const isEmpty = (selector: string) =>
  `${selector}.?matchLabels.orValue({}).size() == 0 && ${selector}.?matchExpressions.orValue([]).size() == 0`;

/** Policies of the administrator that let everybody through on every port. */
export const adminPolicyOpenPolicy: PolicySource = {
  rule: "network/admin-policy-open",
  match: [
    {
      group: "policy.networking.k8s.io",
      resources: ["adminnetworkpolicies", "baselineadminnetworkpolicies", "clusternetworkpolicies"],
    },
  ],
  offences: when(
    `['ingress', 'egress'].exists(d, variables.spec[?d].orValue([]).exists(r, r.?action.orValue('') in ['Allow', 'Accept'] && r.?ports.orValue([]).size() == 0 && r.?protocols.orValue([]).size() == 0 && r[?(d == 'ingress' ? 'from' : 'to')].orValue([]).exists(p, p.?networks.orValue([]).exists(n, n in ${EVERY_ADDRESS}) || (p.?namespaces.hasValue() && ${isEmpty("p.namespaces")}) || (p.?pods.hasValue() && [p.pods.?namespaceSelector.orValue({}), p.pods.?podSelector.orValue({})].all(s, ${isEmpty("s")})))))`,
    "a rule",
  ),
};
