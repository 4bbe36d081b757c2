import type { Rule } from "../rule";
import { adminConsoleExposed } from "./admin-console-exposed";
import { backendProtocol } from "./backend-protocol";
import { classMissing } from "./class-missing";
import { duplicateHostPath } from "./duplicate-host-path";
import { externalIps } from "./external-ips";
import { externalNameLocal } from "./external-name-local";
import { gatewayAllowedRoutes } from "./gateway-allowed-routes";
import { gatewayPlainHttp } from "./gateway-plain-http";
import { gatewayTlsMode } from "./gateway-tls-mode";
import { gatewayWafAbsent } from "./gateway-waf-absent";
import { gatewayWildcardHostname } from "./gateway-wildcard-hostname";
import { healthCheckMismatch } from "./health-check-mismatch";
import { healthProbe } from "./health-probe";
import { ingressAnnotationInjection } from "./ingress-annotation-injection";
import { ingressBackendMissing } from "./ingress-backend-missing";
import { ingressBackendUnreachable } from "./ingress-backend-unreachable";
import { ingressCors } from "./ingress-cors";
import { ingressDefaultBackend } from "./ingress-default-backend";
import { ingressHostNotInTls } from "./ingress-host-not-in-tls";
import { ingressInventory } from "./ingress-inventory";
import { ingressNginxRetired } from "./ingress-nginx-retired";
import { ingressNginxVersion } from "./ingress-nginx-version";
import { ingressPathInjection } from "./ingress-path-injection";
import { ingressPlainRedirect } from "./ingress-plain-redirect";
import { ingressSnippet } from "./ingress-snippet";
import { ingressTlsVerification } from "./ingress-tls-verification";
import { ingressWildcardHost } from "./ingress-wildcard-host";
import { ingressWildcardPath } from "./ingress-wildcard-path";
import { ingressWithoutTls } from "./ingress-without-tls";
import { loadBalancerPlainHttp } from "./load-balancer-plain-http";
import { loadBalancerSourceRanges } from "./load-balancer-source-ranges";
import { loopbackEndpoints } from "./loopback-endpoints";
import { nodePort } from "./node-port";
import { referenceGrantBroad } from "./reference-grant-broad";
import { routeBackendMissing } from "./route-backend-missing";
import { routeWithoutTls } from "./route-without-tls";
import { serviceSelectorDuplicate } from "./service-selector-duplicate";
import { serviceSelectsNothing } from "./service-selects-nothing";
import { snippetsAllowed } from "./snippets-allowed";
import { targetPortMissing } from "./target-port-missing";
import { traefikTls } from "./traefik-tls";
import { wafAbsent } from "./waf-absent";
import { workloadExposed } from "./workload-exposed";

/** The rules of the layer edge, in the order in which they are listed. */
export const edgeRules: readonly Rule[] = [
  ingressWithoutTls,
  ingressHostNotInTls,
  ingressWildcardHost,
  ingressWildcardPath,
  ingressPathInjection,
  ingressDefaultBackend,
  ingressSnippet,
  ingressAnnotationInjection,
  ingressNginxRetired,
  loadBalancerSourceRanges,
  nodePort,
  externalIps,
  externalNameLocal,
  loopbackEndpoints,
  ingressBackendMissing,
  ingressBackendUnreachable,
  serviceSelectsNothing,
  targetPortMissing,
  classMissing,
  duplicateHostPath,
  routeBackendMissing,
  ingressInventory,
  adminConsoleExposed,
  wafAbsent,
  gatewayWafAbsent,
  backendProtocol,
  ingressPlainRedirect,
  ingressTlsVerification,
  ingressCors,
  ingressNginxVersion,
  snippetsAllowed,
  gatewayPlainHttp,
  gatewayTlsMode,
  gatewayAllowedRoutes,
  gatewayWildcardHostname,
  referenceGrantBroad,
  routeWithoutTls,
  traefikTls,
  loadBalancerPlainHttp,
  healthCheckMismatch,
  healthProbe,
  serviceSelectorDuplicate,
  workloadExposed,
];
