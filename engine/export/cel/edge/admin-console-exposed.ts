import { AUTH_PROXY, AUTHENTICATION } from "../../../rules/edge/admin-console-exposed";
import { ADMIN_HOST, CONSOLES } from "../../../rules/edge/admin-consoles";
import type { PolicySource } from "../../policy-source";
import { INGRESSES, PATHS, SERVICES } from "../edges";
import { flat, listAt, pattern, quote, when } from "../expressions";
import { IS_RESTRICTED } from "../load-balancers";

const NAMES = quote(CONSOLES.map(([name]) => `(${name.source})`).join("|"));

const isConsole = (name: string) => `${name}.lowerAscii().matches(${NAMES})`;

const SERVICE_NAMES =
  "[variables.root.metadata.?name.orValue('')] + ['app.kubernetes.io/name', 'app', 'k8s-app'].map(k, string(variables.spec.?selector[?k].orValue('')))";

const SERVICE = when(
  `(variables.spec.?type.orValue('') == 'NodePort' || (variables.spec.?type.orValue('') == 'LoadBalancer' && !${IS_RESTRICTED})) && (${SERVICE_NAMES}).exists(n, ${isConsole("n")})`,
  "the Service",
);

const BACKEND = "p.?backend.?service.?name.orValue('')";

const ASKED = `(variables.notes.exists(k, k.matches(${pattern(AUTHENTICATION)}) && !(variables.notes[k] in ['', 'false'])) || variables.notes[?'alb.ingress.kubernetes.io/scheme'].orValue('') == 'internal' || variables.notes[?'kubernetes.io/ingress.class'].orValue('') == 'gce-internal')`;

const INGRESS = `${listAt("variables.spec.?rules")}.filter(r, !${ASKED} && !${PATHS}.exists(p, ${BACKEND}.matches(${pattern(AUTH_PROXY)})) && (${PATHS}.exists(p, ${isConsole(BACKEND)}) || ${isConsole("r.?host.orValue('').split('.')[0]")} || r.?host.orValue('').lowerAscii().matches(${pattern(ADMIN_HOST)}))).map(r, 'host ' + string(r.?host.orValue('*')))`;

const ROUTE = `${when(`${isConsole("variables.spec.?to.?name.orValue('')")}`, "the backend")} + ${flat(`variables.spec.?rules.orValue([]).map(r, r.?filters.orValue([]).exists(f, f.?type.orValue('') == 'ExtensionRef') ? [] : r.?backendRefs.orValue([]).filter(b, ${isConsole("b.?name.orValue('')")}).map(b, 'backend ' + b.name))`)}`;

/** Admin consoles at the edge that nobody asks who calls. */
export const adminConsoleExposedPolicy: PolicySource = {
  rule: "edge/admin-console-exposed",
  match: [
    ...INGRESSES,
    ...SERVICES,
    { group: "gateway.networking.k8s.io", resources: ["httproutes"] },
    { group: "route.openshift.io", resources: ["routes"] },
  ],
  offences: `variables.root.kind == 'Service' ? ${SERVICE} : variables.root.kind == 'Ingress' ? ${INGRESS} : ${ROUTE}`,
};
