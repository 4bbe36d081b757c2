import type { PolicySource } from "../../policy-source";
import { EVERY_ADDRESS, EVERY_PORT, NETWORK_POLICIES, NETWORK_POLICY_VARIABLES } from "../edges";
import { when } from "../expressions";

/** Rules that admit everyone on every port. */
export const allowAllIngressPolicy: PolicySource = {
  rule: "network/allow-all-ingress",
  match: NETWORK_POLICIES,
  variables: NETWORK_POLICY_VARIABLES,
  offences: when(
    `variables.ingress.exists(r, ${EVERY_PORT} && (r.?from.orValue([]).size() == 0 || r.from.exists(p, p.?ipBlock.?cidr.orValue('') in ${EVERY_ADDRESS})))`,
    "ingress",
  ),
};
