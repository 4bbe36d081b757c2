import type { PolicySource } from "../../policy-source";

/** Keys that are fetched over plain HTTP or from the control plane itself. */
export const requestAuthenticationPolicy: PolicySource = {
  rule: "mesh/request-authentication",
  match: [{ group: "security.istio.io", resources: ["requestauthentications"] }],
  offences:
    "variables.spec.?jwtRules.orValue([]).filter(r, r.?jwksUri.hasValue() ? !r.jwksUri.matches('(?i)^https://([[][^]]+[]]|[^/:?#]+)') || r.jwksUri.matches('(?i)^https?://(localhost|metadata[.]google[.]internal|127[.]|169[.]254[.]|[[]::1[]]|[[]fe80:)') : !r.?jwks.hasValue() && r.?issuer.orValue('').startsWith('http://')).map(r, 'issuer ' + string(r.?issuer.orValue('?')))",
};
