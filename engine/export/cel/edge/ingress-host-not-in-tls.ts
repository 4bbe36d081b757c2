import { CERTIFICATE_ANNOTATIONS, TRUE_ANNOTATIONS } from "../../../rules/edge/tls-elsewhere";
import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, IS_SOLVER } from "../edges";
import { listOf } from "../expressions";

/** Whether TLS ends where `spec.tls` does not show it. */
const ELSEWHERE = `(${listOf(CERTIFICATE_ANNOTATIONS)}.exists(k, variables.notes[?k].orValue('') != '') || ${listOf(TRUE_ANNOTATIONS)}.exists(k, variables.notes[?k].orValue('') == 'true') || variables.notes[?'alb.ingress.kubernetes.io/listen-ports'].orValue('').contains('HTTPS') || ${IS_SOLVER})`;

/** Hosts that no entry of TLS covers. */
export const ingressHostNotInTlsPolicy: PolicySource = {
  rule: "edge/ingress-host-not-in-tls",
  match: INGRESSES,
  variables: INGRESS_VARIABLES,
  offences: ({ tlsTerminatedBy }) =>
    tlsTerminatedBy === undefined
      ? `variables.spec.?tls.orValue([]).size() == 0 || variables.spec.tls.exists(t, t.?hosts.orValue([]).size() == 0) || ${ELSEWHERE} ? [] : variables.rules.filter(r, r.?host.orValue('') != '' && !variables.spec.tls.exists(t, t.hosts.exists(h, h == r.host || (h.startsWith('*.') && r.host.contains('.') && r.host.substring(r.host.indexOf('.')) == h.substring(1))))).map(r, 'host ' + r.host)`
      : undefined,
};
