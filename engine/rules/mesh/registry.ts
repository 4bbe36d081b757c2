import type { Rule } from "../rule";
import { authorizationPolicyIneffective } from "./authorization-policy-ineffective";
import { authorizationPolicyOpen } from "./authorization-policy-open";
import { captureBypass } from "./capture-bypass";
import { conflictingResources } from "./conflicting-resources";
import { danglingReference } from "./dangling-reference";
import { envoyFilter } from "./envoy-filter";
import { gatewayTls } from "./gateway-tls";
import { initContainerName } from "./init-container-name";
import { injectionConflict } from "./injection-conflict";
import { injectionDisabled } from "./injection-disabled";
import { linkerdAuthorizationOpen } from "./linkerd-authorization-open";
import { linkerdDefaultPolicy } from "./linkerd-default-policy";
import { mutualTlsNotStrict } from "./mutual-tls-not-strict";
import { noAuthorizationPolicy } from "./no-authorization-policy";
import { outboundAny } from "./outbound-any";
import { policySelectsNothing } from "./policy-selects-nothing";
import { proxyUser } from "./proxy-user";
import { requestAuthentication } from "./request-authentication";
import { tlsOriginationUnverified } from "./tls-origination-unverified";
import { tokenNotRequired } from "./token-not-required";
import { wildcardHosts } from "./wildcard-hosts";

/** The rules of the layer mesh, in the order in which they are listed. */
export const meshRules: readonly Rule[] = [
  mutualTlsNotStrict,
  authorizationPolicyOpen,
  authorizationPolicyIneffective,
  tlsOriginationUnverified,
  wildcardHosts,
  gatewayTls,
  proxyUser,
  captureBypass,
  injectionDisabled,
  injectionConflict,
  envoyFilter,
  requestAuthentication,
  linkerdDefaultPolicy,
  linkerdAuthorizationOpen,
  outboundAny,
  initContainerName,
  policySelectsNothing,
  noAuthorizationPolicy,
  tokenNotRequired,
  danglingReference,
  conflictingResources,
];
