import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, IS_SOLVER, PATHS } from "../edges";

/** The hosts of a route of the Gateway API or of OpenShift. */
const ROUTE_HOSTS =
  "(variables.spec.?hostnames.orValue([]) + (variables.spec.?host.hasValue() ? [variables.spec.host] : [])).filter(n, !variables.ingressHosts.exists(h, h.split(' ')[0] == n)).map(n, 'host ' + n)";

/** Hosts and paths that the inventory does not hold, where one is declared. */
export const ingressInventoryPolicy: PolicySource = {
  rule: "edge/ingress-inventory",
  match: [
    ...INGRESSES,
    { group: "gateway.networking.k8s.io", resources: ["httproutes", "grpcroutes", "tlsroutes"] },
    { group: "route.openshift.io", resources: ["routes"] },
  ],
  variables: INGRESS_VARIABLES,
  offences: `variables.ingressHosts.size() == 0 || ${IS_SOLVER} ? [] : variables.root.kind != 'Ingress' ? ${ROUTE_HOSTS} : variables.rules.filter(r, r.?host.orValue('') != '' && !variables.ingressHosts.exists(h, h.split(' ')[0] == r.host && (h.split(' ').size() == 1 || ${PATHS}.all(p, p.?path.orValue('') == '' || variables.ingressHosts.exists(g, g.split(' ')[0] == r.host && g.split(' ').exists(a, a.startsWith('/') && (p.path == a || p.path.startsWith(a.endsWith('/') ? a : a + '/')))))))).map(r, 'host ' + r.host)`,
  parameter: "ingressHosts",
};
