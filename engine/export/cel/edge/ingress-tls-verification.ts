import type { PolicySource } from "../../policy-source";
import { INGRESSES } from "../edges";
import { when } from "../expressions";

/** Certificates that are asked for and not verified. */
export const ingressTlsVerificationPolicy: PolicySource = {
  rule: "edge/ingress-tls-verification",
  match: INGRESSES,
  offences: `${when("variables.notes[?'nginx.ingress.kubernetes.io/auth-tls-secret'].orValue('') != '' && variables.notes[?'nginx.ingress.kubernetes.io/auth-tls-verify-client'].orValue('') in ['off', 'optional', 'optional_no_ca']", "auth-tls-verify-client")} + ${when("variables.notes[?'nginx.ingress.kubernetes.io/proxy-ssl-secret'].orValue('') != '' && variables.notes[?'nginx.ingress.kubernetes.io/proxy-ssl-verify'].orValue('') == 'off'", "proxy-ssl-verify")}`,
};
