import type { PolicySource } from "../../policy-source";
import { EVERY_PORT, NETWORK_POLICIES, NETWORK_POLICY_VARIABLES } from "../edges";
import { listOf, when } from "../expressions";

/** Blocks that hold the metadata service and do not except it, on ports that it answers. */
export const metadataEgressPolicy: PolicySource = {
  rule: "network/metadata-egress",
  match: NETWORK_POLICIES,
  variables: NETWORK_POLICY_VARIABLES,
  offences: ({ cloud }) => {
    const addresses = [
      "169.254.169.254",
      ...(cloud === "aks" ? ["168.63.129.16"] : []),
      ...(cloud === "eks" || cloud === undefined ? ["fd00:ec2::254"] : []),
    ];
    return when(
      `variables.egress.exists(r, (${EVERY_PORT} || r.ports.exists(q, q.?protocol.orValue('TCP') == 'TCP' && type(q.?port.orValue('')) == int && [80, 443].exists(n, q.port <= n && n <= q.?endPort.orValue(q.port)))) && (r.?to.orValue([]).size() == 0 ? !(${EVERY_PORT}) : r.to.exists(p, isCIDR(p.?ipBlock.?cidr.orValue('')) && ${listOf(addresses)}.exists(a, cidr(p.ipBlock.cidr).containsIP(a) && !p.ipBlock.?except.orValue([]).exists(e, isCIDR(e) && cidr(e).containsIP(a))))))`,
      "egress",
    );
  },
};
