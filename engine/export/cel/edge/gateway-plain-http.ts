import type { PolicySource } from "../../policy-source";
import { GATEWAY_VARIABLES, GATEWAYS, listenersWhere } from "../edges";

/** Gateways that speak plain HTTP alone. */
export const gatewayPlainHttpPolicy: PolicySource = {
  rule: "edge/gateway-plain-http",
  match: GATEWAYS,
  variables: GATEWAY_VARIABLES,
  offences: ({ tlsTerminatedBy }) =>
    tlsTerminatedBy === undefined
      ? listenersWhere(
          `l.?protocol.orValue('') == 'HTTP' && !variables.listeners.exists(o, o.?protocol.orValue('') in ['HTTPS', 'TLS'])`,
        )
      : undefined,
};
