import type { PolicySource } from "../../policy-source";
import { NETWORK_POLICIES, NETWORK_POLICY_VARIABLES } from "../edges";
import { when } from "../expressions";

/** Policies that look for DNS where it is not. */
export const dnsPeerPolicy: PolicySource = {
  rule: "network/dns-peer",
  match: NETWORK_POLICIES,
  variables: NETWORK_POLICY_VARIABLES,
  offences: when(
    "variables.egress.exists(r, r.?ports.orValue([]).exists(q, q.?port.orValue(0) in [53, 5353]) && r.?to.orValue([]).exists(p, [p.?podSelector.?matchLabels[?'k8s-app'].orValue('')].exists(n, n in ['coredns', 'core-dns'] || (n == 'kube-dns' && !p.?namespaceSelector.hasValue()))))",
    "DNS",
  ),
};
