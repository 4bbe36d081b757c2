import { CERTIFICATE_ANNOTATIONS, TRUE_ANNOTATIONS } from "../../../rules/edge/tls-elsewhere";
import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, IS_SOLVER } from "../edges";
import { listOf, when } from "../expressions";

/** Whether TLS ends where `spec.tls` does not show it. */
const ELSEWHERE = `(${listOf(CERTIFICATE_ANNOTATIONS)}.exists(k, variables.notes[?k].orValue('') != '') || ${listOf(TRUE_ANNOTATIONS)}.exists(k, variables.notes[?k].orValue('') == 'true') || variables.notes[?'alb.ingress.kubernetes.io/listen-ports'].orValue('').contains('HTTPS') || ${IS_SOLVER})`;

/** Ingresses without TLS, unless it ends elsewhere. */
export const ingressWithoutTlsPolicy: PolicySource = {
  rule: "edge/ingress-without-tls",
  match: INGRESSES,
  variables: INGRESS_VARIABLES,
  offences: ({ tlsTerminatedBy }) =>
    tlsTerminatedBy === undefined
      ? when(`variables.spec.?tls.orValue([]).size() == 0 && !${ELSEWHERE}`, "the Ingress")
      : undefined,
};
