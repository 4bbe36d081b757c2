import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Policies of the administrator that the cluster does not understand. */
export const adminPolicyInvalidPolicy: PolicySource = {
  rule: "network/admin-policy-invalid",
  match: [
    {
      group: "policy.networking.k8s.io",
      resources: ["adminnetworkpolicies", "baselineadminnetworkpolicies", "clusternetworkpolicies"],
    },
  ],
  offences: when(
    "(variables.root.kind == 'BaselineAdminNetworkPolicy' && variables.root.metadata.?name.orValue('default') != 'default') || (variables.root.kind != 'BaselineAdminNetworkPolicy' && !(variables.spec.?priority.hasValue() && variables.spec.priority >= 0 && variables.spec.priority <= 1000)) || (variables.root.kind == 'ClusterNetworkPolicy' && !(variables.spec.?tier.orValue('') in ['Admin', 'Baseline'])) || ['ingress', 'egress'].exists(d, variables.spec[?d].orValue([]).exists(r, !(r.?action.orValue('') in (variables.root.kind == 'ClusterNetworkPolicy' ? ['Accept', 'Deny', 'Pass'] : variables.root.kind == 'BaselineAdminNetworkPolicy' ? ['Allow', 'Deny'] : ['Allow', 'Deny', 'Pass']))))",
    "the policy",
  ),
};
