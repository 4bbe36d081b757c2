import type { Resource } from "../../kubernetes/resource";
import type { RuleOptions } from "../rule";
import { isChallengeSolver } from "./ingress";

/*
 * Annotations by which a controller takes its certificate from outside the cluster, or passes TLS through. Sources:
 * AGIC docs/annotations.md, AKS application routing "tls-cert-keyvault-uri", AWS Load Balancer Controller guide/ingress
 * annotations, GKE "Ingress for external Application Load Balancers", Traefik Kubernetes Ingress provider.
 */
export const CERTIFICATE_ANNOTATIONS: readonly string[] = [
  "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
  "appgw.ingress.kubernetes.io/appgw-ssl-profile",
  "kubernetes.azure.com/tls-cert-keyvault-uri",
  "alb.ingress.kubernetes.io/certificate-arn",
  "networking.gke.io/managed-certificates",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "networking.gke.io/certmap",
];

export const TRUE_ANNOTATIONS: readonly string[] = [
  "nginx.ingress.kubernetes.io/ssl-passthrough",
  "haproxy-ingress.github.io/ssl-passthrough",
  "traefik.ingress.kubernetes.io/router.tls",
];

/**
 * Whether TLS of an Ingress ends somewhere that `spec.tls` does not show: a certificate of the cloud, a proxy in front
 * that the configuration declares, or an ACME challenge, which has to be plain.
 */
export function hasTlsElsewhere(resource: Resource, options: RuleOptions): boolean {
  const { annotations } = resource;
  return (
    options.tlsTerminatedBy !== undefined ||
    CERTIFICATE_ANNOTATIONS.some((key) => (annotations[key] ?? "") !== "") ||
    TRUE_ANNOTATIONS.some((key) => annotations[key] === "true") ||
    // Without an ARN the AWS controller discovers the certificate by host.
    (annotations["alb.ingress.kubernetes.io/listen-ports"] ?? "").includes("HTTPS") ||
    isChallengeSolver(resource)
  );
}
