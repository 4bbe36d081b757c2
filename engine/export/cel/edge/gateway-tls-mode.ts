import type { PolicySource } from "../../policy-source";
import { GATEWAY_VARIABLES, GATEWAYS, IS_TLS, listenersWhere } from "../edges";

/** Listeners whose TLS settings contradict each other. */
export const gatewayTlsModePolicy: PolicySource = {
  rule: "edge/gateway-tls-mode",
  match: GATEWAYS,
  variables: GATEWAY_VARIABLES,
  offences: listenersWhere(
    `(l.?protocol.orValue('') == 'HTTP' && l.?tls.hasValue()) || (${IS_TLS} && ((l.?tls.?mode.orValue('Terminate') == 'Passthrough' && (l.protocol == 'HTTPS' || l.?tls.?certificateRefs.orValue([]).size() > 0)) || (l.?tls.?mode.orValue('Terminate') == 'Terminate' && l.?tls.?certificateRefs.orValue([]).size() == 0 && l.?tls.?options.orValue({}).size() == 0) || l.?tls.?frontendValidation.?mode.orValue('') == 'AllowInsecureFallback'))`,
  ),
};
