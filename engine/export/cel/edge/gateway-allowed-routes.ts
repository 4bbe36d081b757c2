import type { PolicySource } from "../../policy-source";
import { GATEWAY_VARIABLES, GATEWAYS, listenersWhere } from "../edges";

/** Listeners that take routes from every namespace. */
export const gatewayAllowedRoutesPolicy: PolicySource = {
  rule: "edge/gateway-allowed-routes",
  match: GATEWAYS,
  variables: GATEWAY_VARIABLES,
  offences: listenersWhere(
    "[l.?allowedRoutes.?namespaces].exists(n, n.?from.orValue('') == 'All' || (n.?from.orValue('') == 'Selector' && n.?selector.?matchLabels.orValue({}).size() == 0 && n.?selector.?matchExpressions.orValue([]).size() == 0 && n.?selector.hasValue()))",
  ),
};
