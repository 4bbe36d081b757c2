import { KEYS } from "../../../rules/edge/backend-protocol";
import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, PATHS } from "../edges";
import { flat, listOf } from "../expressions";

const PLAIN = "['80', '8080', 'http', 'web']";
const TLS = "['443', '8443', 'https', 'https-web']";

/** Protocols that the port of the backend does not speak by its look. */
export const backendProtocolPolicy: PolicySource = {
  rule: "edge/backend-protocol",
  match: INGRESSES,
  variables: {
    ...INGRESS_VARIABLES,
    ports: flat(
      `variables.rules.map(r, ${PATHS}.map(p, string(p.?backend.?service.?port.?number.orValue(0)) == '0' ? string(p.?backend.?service.?port.?name.orValue('')) : string(p.backend.service.port.number)))`,
    ),
  },
  offences: `[${listOf(KEYS)}.filter(k, k in variables.notes)].exists(n, n.size() > 0 ? (variables.notes[n[0]].upperAscii() == 'HTTPS' && variables.ports.exists(p, p in ${PLAIN})) || (variables.notes[n[0]].upperAscii() == 'HTTP' && variables.ports.exists(p, p in ${TLS})) : variables.class == 'nginx' && variables.notes[?'nginx.ingress.kubernetes.io/ssl-passthrough'].orValue('') != 'true' && variables.ports.exists(p, p in ['443', 'https'])) ? ['the protocol'] : []`,
};
