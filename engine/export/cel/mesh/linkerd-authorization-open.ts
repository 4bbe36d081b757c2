import type { PolicySource } from "../../policy-source";
import { EVERY_ADDRESS } from "../edges";
import { when } from "../expressions";

/** Authorizations that admit every caller or every identity. */
export const linkerdAuthorizationOpenPolicy: PolicySource = {
  rule: "mesh/linkerd-authorization-open",
  match: [
    {
      group: "policy.linkerd.io",
      resources: [
        "authorizationpolicies",
        "serverauthorizations",
        "servers",
        "meshtlsauthentications",
        "networkauthentications",
      ],
    },
  ],
  offences: when(
    `(variables.root.kind == 'AuthorizationPolicy' && variables.spec.?requiredAuthenticationRefs.orValue([]).size() == 0) || (variables.root.kind == 'ServerAuthorization' && (variables.spec.?client.?unauthenticated.orValue(false) == true || variables.spec.?client.?meshTLS.?unauthenticatedTLS.orValue(false) == true || '*' in variables.spec.?client.?meshTLS.?identities.orValue([]))) || (variables.root.kind == 'Server' && variables.spec.?accessPolicy.orValue('') in ['all-unauthenticated', 'cluster-unauthenticated']) || (variables.root.kind == 'MeshTLSAuthentication' && '*' in variables.spec.?identities.orValue([])) || (variables.root.kind == 'NetworkAuthentication' && variables.spec.?networks.orValue([]).exists(n, n.?cidr.orValue('') in ${EVERY_ADDRESS} && n.?except.orValue([]).size() == 0))`,
    "the authorization",
  ),
};
