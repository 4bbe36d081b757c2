import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES } from "../edges";
import { notesWhere, when } from "../expressions";

/** Firewalls that are switched off, and Application Gateways without a policy. */
export const wafAbsentPolicy: PolicySource = {
  rule: "edge/waf-absent",
  match: INGRESSES,
  variables: INGRESS_VARIABLES,
  offences: `${notesWhere("k in ['nginx.ingress.kubernetes.io/enable-modsecurity', 'nginx.ingress.kubernetes.io/enable-owasp-core-rules'] && variables.notes[k] == 'false'")} + ${when("variables.class in ['azure/application-gateway', 'azure-application-gateway'] && variables.rules.size() > 0 && !variables.notes[?'appgw.ingress.kubernetes.io/waf-policy-for-path'].orValue('').matches('(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft[.]Network/')", "waf-policy-for-path")}`,
};
