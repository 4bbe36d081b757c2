import type { PolicySource } from "../../policy-source";
import { NETWORK_POLICIES, NETWORK_POLICY_VARIABLES } from "../edges";
import { when } from "../expressions";

const isEmpty = (selector: string) =>
  `${selector}.?matchLabels.orValue({}).size() == 0 && ${selector}.?matchExpressions.orValue([]).size() == 0`;

const EVERYBODY = `p.?namespaceSelector.hasValue() && ${isEmpty("p.namespaceSelector")} && (!p.?podSelector.hasValue() || (${isEmpty("p.podSelector")}))`;

const IS_DNS = "r.?ports.orValue([]).exists(q, q.?port.orValue(0) == 53)";

/** Peers that are every pod of the cluster, DNS apart. */
export const broadNamespacePeerPolicy: PolicySource = {
  rule: "network/broad-namespace-peer",
  match: NETWORK_POLICIES,
  variables: NETWORK_POLICY_VARIABLES,
  offences: `${when(`variables.ingress.exists(r, r.?from.orValue([]).exists(p, ${EVERYBODY}))`, "ingress")} + ${when(`variables.egress.exists(r, !${IS_DNS} && r.?to.orValue([]).exists(p, ${EVERYBODY}))`, "egress")}`,
};
