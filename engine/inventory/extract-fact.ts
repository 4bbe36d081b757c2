import { isObject, type JsonObject, type JsonValue } from "../json";
import { listAt } from "../kubernetes/fields";
import { podTemplatesOf } from "../kubernetes/pod-template";
import { type GroupKind, groupKind, type Resource } from "../kubernetes/resource";
import { extractConfigMap, extractSecret } from "./extractors/data-keys";
import { extractWorkload } from "./extractors/workload";
import type { Fact } from "./fact";

type Extractor = (resource: Resource) => JsonObject;

/** Keeps only the named top-level fields of the object. */
const keep =
  (...fields: readonly string[]): Extractor =>
  ({ object }) => {
    const data: JsonObject = {};
    for (const field of fields) if (object[field] !== undefined) data[field] = object[field];
    return data;
  };

/*
 * What the inventory keeps of each kind. Kinds that are not listed keep their identity alone. Secret and ConfigMap
 * values never enter a fact: only their keys do.
 */
const EXTRACTORS: Readonly<Record<GroupKind, Extractor>> = {
  Secret: extractSecret,
  ConfigMap: extractConfigMap,
  Service: keep("spec"),
  Endpoints: keep("subsets"),
  "discovery.k8s.io/EndpointSlice": keep("endpoints", "ports"),
  Node: ({ object }) => ({ addresses: [...listAt(object, "status", "addresses")] }),
  ServiceAccount: keep("automountServiceAccountToken", "secrets", "imagePullSecrets"),
  ResourceQuota: keep("spec"),
  LimitRange: keep("spec"),
  PersistentVolumeClaim: keep("spec"),
  PersistentVolume: keep("spec"),
  "networking.k8s.io/NetworkPolicy": keep("spec"),
  "networking.k8s.io/Ingress": keep("spec"),
  "extensions/Ingress": keep("spec"),
  "networking.k8s.io/IngressClass": keep("spec"),
  "policy.networking.k8s.io/AdminNetworkPolicy": keep("spec"),
  "policy.networking.k8s.io/BaselineAdminNetworkPolicy": keep("spec"),
  "policy.networking.k8s.io/ClusterNetworkPolicy": keep("spec"),
  "gateway.networking.k8s.io/Gateway": keep("spec"),
  "gateway.networking.k8s.io/GatewayClass": keep("spec"),
  "gateway.networking.k8s.io/HTTPRoute": keep("spec"),
  "gateway.networking.k8s.io/GRPCRoute": keep("spec"),
  "gateway.networking.k8s.io/TLSRoute": keep("spec"),
  "gateway.networking.k8s.io/TCPRoute": keep("spec"),
  "gateway.networking.k8s.io/UDPRoute": keep("spec"),
  "gateway.networking.k8s.io/ReferenceGrant": keep("spec"),
  "rbac.authorization.k8s.io/Role": keep("rules"),
  "rbac.authorization.k8s.io/ClusterRole": keep("rules", "aggregationRule"),
  "rbac.authorization.k8s.io/RoleBinding": keep("subjects", "roleRef"),
  "rbac.authorization.k8s.io/ClusterRoleBinding": keep("subjects", "roleRef"),
  "policy/PodDisruptionBudget": keep("spec"),
  "autoscaling/HorizontalPodAutoscaler": keep("spec"),
  "storage.k8s.io/StorageClass": keep("provisioner", "parameters"),
  "scheduling.k8s.io/PriorityClass": keep("value"),
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy": keep("spec"),
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": keep("spec"),
  "admissionregistration.k8s.io/MutatingAdmissionPolicy": keep("spec"),
  "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding": keep("spec"),
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration": keep("webhooks"),
  "admissionregistration.k8s.io/MutatingWebhookConfiguration": keep("webhooks"),
  "secrets-store.csi.x-k8s.io/SecretProviderClass": keep("spec"),
  "external-secrets.io/ExternalSecret": keep("spec"),
  "external-secrets.io/ClusterExternalSecret": keep("spec"),
  "bitnami.com/SealedSecret": keep(),
  "cert-manager.io/Certificate": keep("spec"),
  "monitoring.coreos.com/ServiceMonitor": keep("spec"),
  "monitoring.coreos.com/PodMonitor": keep("spec"),
  "monitoring.coreos.com/PrometheusRule": keep("spec"),
  "security.istio.io/PeerAuthentication": keep("spec"),
  "security.istio.io/AuthorizationPolicy": keep("spec"),
  "security.istio.io/RequestAuthentication": keep("spec"),
  "networking.istio.io/Gateway": keep("spec"),
  "networking.istio.io/VirtualService": keep("spec"),
  "networking.istio.io/DestinationRule": keep("spec"),
  "networking.istio.io/ServiceEntry": keep("spec"),
  "networking.istio.io/Sidecar": keep("spec"),
  "alb.networking.azure.io/WebApplicationFirewallPolicy": keep("spec"),
  "policy.linkerd.io/Server": keep("spec"),
  "policy.linkerd.io/AuthorizationPolicy": keep("spec"),
  "policy.linkerd.io/ServerAuthorization": keep("spec"),
  "cilium.io/CiliumNetworkPolicy": keep("spec", "specs"),
  "cilium.io/CiliumClusterwideNetworkPolicy": keep("spec", "specs"),
  "crd.projectcalico.org/NetworkPolicy": keep("spec"),
  "crd.projectcalico.org/GlobalNetworkPolicy": keep("spec"),
  "projectcalico.org/NetworkPolicy": keep("spec"),
  "projectcalico.org/GlobalNetworkPolicy": keep("spec"),
  "route.openshift.io/Route": keep("spec"),
  "traefik.io/IngressRoute": keep("spec"),
  "kyverno.io/ClusterPolicy": keep("spec"),
  "kyverno.io/Policy": keep("spec"),
  "keda.sh/ScaledObject": keep("spec"),
  "managedidentity.azure.com/FederatedIdentityCredential": keep("spec"),
  "managedidentity.azure.upbound.io/FederatedIdentityCredential": keep("spec"),
  "networking.gke.io/HealthCheckPolicy": keep("spec"),
  "alb.networking.azure.io/HealthCheckPolicy": keep("spec"),
  "kustomize.config.k8s.io/Kustomization": extractKustomization,
  "helm.sh/Chart": keep("name", "version", "dependencies"),
};

/** A kustomization as a whole, but of the literals of its generators only the keys: their values may be secrets. */
function extractKustomization({ object }: Resource): JsonObject {
  const data: JsonObject = { ...object };
  for (const list of ["secretGenerator", "configMapGenerator"]) {
    if (!Array.isArray(object[list])) continue;
    data[list] = listAt(object, list).map((generator) =>
      isObject(generator) && Array.isArray(generator.literals)
        ? { ...generator, literals: generator.literals.map(keyOfLiteral) }
        : generator,
    );
  }
  return data;
}

function keyOfLiteral(literal: JsonValue): JsonValue {
  return typeof literal === "string" ? `${literal.split("=", 1)[0]}=` : null;
}

/** Turns a resource into its fact; the caller adds the source. Never throws. */
export function extractFact(resource: Resource): Omit<Fact, "source"> {
  const kind = groupKind(resource);
  const extractor = podTemplatesOf(resource).length > 0 ? extractWorkload : EXTRACTORS[kind];
  return {
    groupKind: kind,
    apiVersion: resource.apiVersion,
    name: resource.name,
    namespace: resource.namespace,
    labels: resource.labels,
    annotations: withoutLastApplied(resource.annotations),
    data: extractor ? extractor(resource) : {},
  };
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** `kubectl apply` keeps a copy of the whole object there, Secret values included. */
function withoutLastApplied(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!(LAST_APPLIED in annotations)) return annotations;
  const { [LAST_APPLIED]: _dropped, ...rest } = annotations;
  return rest;
}
