import type { Rule } from "../rule";
import { duplicateHostPath } from "./duplicate-host-path";
import { externalIps } from "./external-ips";
import { externalNameLocal } from "./external-name-local";
import { ingressAnnotationInjection } from "./ingress-annotation-injection";
import { ingressBackendMissing } from "./ingress-backend-missing";
import { ingressBackendUnreachable } from "./ingress-backend-unreachable";
import { ingressDefaultBackend } from "./ingress-default-backend";
import { ingressHostNotInTls } from "./ingress-host-not-in-tls";
import { ingressNginxRetired } from "./ingress-nginx-retired";
import { ingressPathInjection } from "./ingress-path-injection";
import { ingressSnippet } from "./ingress-snippet";
import { ingressWildcardHost } from "./ingress-wildcard-host";
import { ingressWildcardPath } from "./ingress-wildcard-path";
import { ingressWithoutTls } from "./ingress-without-tls";
import { loadBalancerSourceRanges } from "./load-balancer-source-ranges";
import { loopbackEndpoints } from "./loopback-endpoints";
import { nodePort } from "./node-port";
import { routeBackendMissing } from "./route-backend-missing";
import { serviceSelectsNothing } from "./service-selects-nothing";
import { targetPortMissing } from "./target-port-missing";

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
  duplicateHostPath,
  routeBackendMissing,
];
