import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, IS_SOLVER, PATHS } from "../edges";

/** Whether an entry `g` for the host `host` holds the path `path`, or one above it. */
function holds(host: string, path: string): string {
  return `variables.ingressHosts.exists(g, g.split(' ')[0] == ${host} && g.split(' ').exists(a, a.startsWith('/') && (${path} == a || ${path}.startsWith(a.endsWith('/') ? a : a + '/'))))`;
}

/** Whether the inventory holds the host `host`, and either all under it or each path that `paths` asks for. */
function isListed(host: string, paths: string): string {
  return `variables.ingressHosts.exists(h, h.split(' ')[0] == ${host} && (h.split(' ').size() == 1 || ${paths}))`;
}

/** The rules of an HTTPRoute: without a match, or a match without a path, all under the host. */
const ROUTE_PATHS = `variables.spec.?rules.orValue([]).all(r, r.?matches.orValue([]).size() == 0 ? ${holds("n", "'/'")} : r.matches.all(m, ${holds("n", "m.?path.?value.orValue('/')")}))`;

/** The hosts of a route of the Gateway API or of OpenShift. */
const ROUTE_HOSTS = `(variables.spec.?hostnames.orValue([]) + (variables.spec.?host.hasValue() ? [variables.spec.host] : [])).filter(n, !${isListed("n", `(variables.root.kind == 'HTTPRoute' ? ${ROUTE_PATHS} : variables.spec.?path.orValue('') == '' || ${holds("n", "variables.spec.path")})`)}).map(n, 'host ' + n)`;

/** Hosts and paths that the inventory does not hold, where one is declared. */
export const ingressInventoryPolicy: PolicySource = {
  rule: "edge/ingress-inventory",
  match: [
    ...INGRESSES,
    { group: "gateway.networking.k8s.io", resources: ["httproutes", "grpcroutes", "tlsroutes"] },
    { group: "route.openshift.io", resources: ["routes"] },
  ],
  variables: INGRESS_VARIABLES,
  offences: `variables.ingressHosts.size() == 0 || ${IS_SOLVER} ? [] : variables.root.kind != 'Ingress' ? ${ROUTE_HOSTS} : variables.rules.filter(r, r.?host.orValue('') != '' && !${isListed("r.host", `${PATHS}.all(p, p.?path.orValue('') == '' || ${holds("r.host", "p.path")})`)}).map(r, 'host ' + r.host)`,
  parameter: "ingressHosts",
};
