import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, IS_SOLVER } from "../edges";

/** Rules that answer for every host or every name below one, the inventory apart. */
export const ingressWildcardHostPolicy: PolicySource = {
  rule: "edge/ingress-wildcard-host",
  match: INGRESSES,
  variables: INGRESS_VARIABLES,
  offences: `${IS_SOLVER} ? [] : variables.rules.filter(r, (r.?host.orValue('') == '' || r.host.contains('*')) && !(r.?host.orValue('') != '' && variables.ingressHosts.exists(h, h.split(' ')[0] == r.host))).map(r, 'host ' + string(r.?host.orValue('*')))`,
  parameter: "ingressHosts",
};
