import type { PolicySource } from "../../policy-source";
import { EVERY_PORT, NETWORK_POLICIES, NETWORK_POLICY_VARIABLES } from "../edges";
import { when } from "../expressions";

/** Rules that let pods connect to everywhere. */
export const allowAllEgressPolicy: PolicySource = {
  rule: "network/allow-all-egress",
  match: NETWORK_POLICIES,
  variables: NETWORK_POLICY_VARIABLES,
  offences: when(`variables.egress.exists(r, ${EVERY_PORT} && r.?to.orValue([]).size() == 0)`, "egress"),
};
