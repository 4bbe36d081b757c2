import type { PolicySource } from "../../policy-source";
import { INGRESSES } from "../edges";
import { when } from "../expressions";

/** CORS for every origin, with credentials. */
export const ingressCorsPolicy: PolicySource = {
  rule: "edge/ingress-cors",
  match: INGRESSES,
  offences: when(
    "variables.notes[?'nginx.ingress.kubernetes.io/enable-cors'].orValue('') == 'true' && variables.notes[?'nginx.ingress.kubernetes.io/cors-allow-origin'].orValue('*').trim() == '*' && variables.notes[?'nginx.ingress.kubernetes.io/cors-allow-credentials'].orValue('true') != 'false'",
    "CORS",
  ),
};
