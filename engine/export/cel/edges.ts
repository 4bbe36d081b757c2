import type { PolicyMatch } from "../policy-source";
import { listAt } from "./expressions";

/** The resource of Ingresses. */
export const INGRESSES: readonly PolicyMatch[] = [{ group: "networking.k8s.io", resources: ["ingresses"] }];

/** The resource of Services. */
export const SERVICES: readonly PolicyMatch[] = [{ group: "", resources: ["services"] }];

/** The resources that hold listeners. */
export const GATEWAYS: readonly PolicyMatch[] = [
  { group: "gateway.networking.k8s.io", resources: ["gateways", "listenersets"] },
  { group: "gateway.networking.x-k8s.io", resources: ["xlistenersets"] },
];

/** The resource of NetworkPolicies. */
export const NETWORK_POLICIES: readonly PolicyMatch[] = [
  { group: "networking.k8s.io", resources: ["networkpolicies"] },
];

/** The rules of an Ingress, their paths as `{rule, path}`, and its class. */
export const INGRESS_VARIABLES = {
  rules: listAt("variables.spec.?rules"),
  class:
    "variables.spec.?ingressClassName.orValue(variables.notes[?'kubernetes.io/ingress.class'].orValue(''))",
} as const;

/** The paths of the rule `r` of an Ingress. */
export const PATHS = "r.?http.?paths.orValue([])";

/** Whether the Ingress is the short-lived one with which cert-manager answers a challenge over plain HTTP. */
export const IS_SOLVER = `(variables.marks[?'acme.cert-manager.io/http01-solver'].orValue('') == 'true' || (variables.rules.exists(r, ${PATHS}.size() > 0) && variables.rules.all(r, ${PATHS}.all(p, p.?path.orValue('').startsWith('/.well-known/acme-challenge')))))`;

/** The listeners of a Gateway. */
export const GATEWAY_VARIABLES = { listeners: listAt("variables.spec.?listeners") } as const;

/** The listeners that a condition on `l` holds for, as offences. */
export function listenersWhere(condition: string): string {
  return `variables.listeners.filter(l, ${condition}).map(l, 'listener ' + string(l.?name.orValue('?')))`;
}

/** Whether the listener `l` speaks TLS. */
export const IS_TLS = "l.?protocol.orValue('') in ['HTTPS', 'TLS']";

/** The rules of the directions in which a NetworkPolicy works. */
export const NETWORK_POLICY_VARIABLES = {
  ingress: `'Ingress' in variables.spec.?policyTypes.orValue(['Ingress']) ? ${listAt("variables.spec.?ingress")} : []`,
  egress: `'Egress' in variables.spec.?policyTypes.orValue(['Egress']) ? ${listAt("variables.spec.?egress")} : []`,
} as const;

/** Whether the rule `r` of a NetworkPolicy names no port. */
export const EVERY_PORT = "r.?ports.orValue([]).size() == 0";

/** Whether a block of addresses is all of a family. */
export const EVERY_ADDRESS = "['0.0.0.0/0', '::/0']";
