import type { PolicySource } from "../../policy-source";
import { SERVICES } from "../edges";
import { when } from "../expressions";
import { IS_EDGE_CONTROLLER, IS_RESTRICTED } from "../load-balancers";

/** Load balancers that publish plain HTTP alone; controllers redirect. */
export const loadBalancerPlainHttpPolicy: PolicySource = {
  rule: "edge/load-balancer-plain-http",
  match: SERVICES,
  offences: ({ tlsTerminatedBy }) =>
    tlsTerminatedBy === undefined
      ? when(
          `variables.spec.?type.orValue('') == 'LoadBalancer' && !${IS_RESTRICTED} && !${IS_EDGE_CONTROLLER} && variables.notes[?'service.beta.kubernetes.io/aws-load-balancer-ssl-cert'].orValue('') == '' && variables.spec.?ports.orValue([]).exists(p, p.?port.orValue(0) in [80, 8080] || p.?name.orValue('') == 'http' || p.?appProtocol.orValue('') == 'http') && !variables.spec.?ports.orValue([]).exists(p, p.?port.orValue(0) in [443, 8443] || p.?name.orValue('') == 'https')`,
          "the Service",
        )
      : undefined,
};
