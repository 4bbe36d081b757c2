import type { PolicySource } from "../../policy-source";
import { EVERY_PORT, NETWORK_POLICIES, NETWORK_POLICY_VARIABLES } from "../edges";
import { when } from "../expressions";

const NAMES_DNS = "r.?ports.orValue([]).exists(q, q.?port.orValue(0) in [53, 5353])";

/** Policies that allow DNS over one of its two protocols. */
export const dnsPortProtocolPolicy: PolicySource = {
  rule: "network/dns-port-protocol",
  match: NETWORK_POLICIES,
  variables: NETWORK_POLICY_VARIABLES,
  offences: when(
    `variables.egress.exists(r, ${NAMES_DNS}) && !variables.egress.exists(r, ${EVERY_PORT} || r.ports.exists(q, !q.?port.hasValue() || (q.?endPort.hasValue() && !(q.port in [53, 5353])))) && !['UDP', 'TCP'].all(t, variables.egress.exists(r, r.?ports.orValue([]).exists(q, q.?port.orValue(0) in [53, 5353] && q.?protocol.orValue('TCP') == t)))`,
    "DNS",
  ),
};
