import type { PolicySource } from "../../policy-source";
import { GATEWAY_VARIABLES, GATEWAYS, IS_TLS, listenersWhere } from "../edges";

const isKnown = (host: string) => `variables.ingressHosts.exists(i, i.split(' ')[0] == ${host})`;

/** Listeners and routes for every name, the inventory apart. */
export const gatewayWildcardHostnamePolicy: PolicySource = {
  rule: "edge/gateway-wildcard-hostname",
  match: [
    ...GATEWAYS,
    { group: "gateway.networking.k8s.io", resources: ["httproutes", "grpcroutes", "tlsroutes"] },
  ],
  variables: GATEWAY_VARIABLES,
  offences: `variables.spec.?hostnames.orValue([]).filter(h, h.startsWith('*') && !(${isKnown("h")})).map(h, 'host ' + h) + ${listenersWhere(`${IS_TLS} && (l.?hostname.orValue('') == '' || (l.hostname.startsWith('*') && !(${isKnown("l.hostname")})))`)}`,
  parameter: "ingressHosts",
};
