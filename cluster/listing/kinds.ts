import type { GroupKind } from "../../engine/kubernetes/resource";

/** A kind of object that is listed. */
export interface LiveKind {
  readonly groupKind: GroupKind;
  /** `""` for the core group. */
  readonly group: string;
  /** Absent where discovery tells it: custom resources. */
  readonly version?: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

type Row = readonly [group: string, version: string | undefined, kind: string, plural: string];

function rows(namespaced: boolean, ...list: readonly Row[]): LiveKind[] {
  return list.map(([group, version, kind, plural]) => ({
    groupKind: group === "" ? kind : `${group}/${kind}`,
    group,
    ...(version === undefined ? {} : { version }),
    plural,
    namespaced,
  }));
}

/** Roles, bindings and accounts: what permissions are worked out from. */
export const ACCESS_KINDS: readonly LiveKind[] = [
  ...rows(
    true,
    ["", "v1", "ServiceAccount", "serviceaccounts"],
    ["rbac.authorization.k8s.io", "v1", "Role", "roles"],
    ["rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings"],
  ),
  ...rows(
    false,
    ["rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles"],
    ["rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings"],
  ),
];

/** What runs, and what makes it run. */
export const WORKLOAD_LIST_KINDS: readonly LiveKind[] = rows(
  true,
  ["", "v1", "Pod", "pods"],
  ["", "v1", "ReplicationController", "replicationcontrollers"],
  ["apps", "v1", "Deployment", "deployments"],
  ["apps", "v1", "StatefulSet", "statefulsets"],
  ["apps", "v1", "DaemonSet", "daemonsets"],
  ["apps", "v1", "ReplicaSet", "replicasets"],
  ["batch", "v1", "Job", "jobs"],
  ["batch", "v1", "CronJob", "cronjobs"],
);

/** How traffic finds its way, and where it is stopped. */
export const TRAFFIC_KINDS: readonly LiveKind[] = [
  ...rows(
    true,
    ["", "v1", "Service", "services"],
    ["discovery.k8s.io", "v1", "EndpointSlice", "endpointslices"],
    ["networking.k8s.io", "v1", "Ingress", "ingresses"],
    ["networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"],
    ["gateway.networking.k8s.io", undefined, "Gateway", "gateways"],
    ["gateway.networking.k8s.io", undefined, "HTTPRoute", "httproutes"],
    ["gateway.networking.k8s.io", undefined, "GRPCRoute", "grpcroutes"],
    ["gateway.networking.k8s.io", undefined, "TLSRoute", "tlsroutes"],
    ["gateway.networking.k8s.io", undefined, "ReferenceGrant", "referencegrants"],
    ["route.openshift.io", undefined, "Route", "routes"],
    ["networking.gke.io", undefined, "HealthCheckPolicy", "healthcheckpolicies"],
    ["alb.networking.azure.io", undefined, "HealthCheckPolicy", "healthcheckpolicy"],
    ["alb.networking.azure.io", undefined, "WebApplicationFirewallPolicy", "webapplicationfirewallpolicy"],
    ["cilium.io", undefined, "CiliumNetworkPolicy", "ciliumnetworkpolicies"],
    ["projectcalico.org", undefined, "NetworkPolicy", "networkpolicies"],
    ["crd.projectcalico.org", undefined, "NetworkPolicy", "networkpolicies"],
  ),
  ...rows(
    false,
    ["networking.k8s.io", "v1", "IngressClass", "ingressclasses"],
    ["gateway.networking.k8s.io", undefined, "GatewayClass", "gatewayclasses"],
    ["cilium.io", undefined, "CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies"],
    ["projectcalico.org", undefined, "GlobalNetworkPolicy", "globalnetworkpolicies"],
    ["crd.projectcalico.org", undefined, "GlobalNetworkPolicy", "globalnetworkpolicies"],
    ["policy.networking.k8s.io", undefined, "AdminNetworkPolicy", "adminnetworkpolicies"],
    ["policy.networking.k8s.io", undefined, "BaselineAdminNetworkPolicy", "baselineadminnetworkpolicies"],
    ["policy.networking.k8s.io", undefined, "ClusterNetworkPolicy", "clusternetworkpolicies"],
  ),
];

/** What a pod needs beside its image. */
export const SUPPORT_KINDS: readonly LiveKind[] = [
  ...rows(
    true,
    ["", "v1", "ConfigMap", "configmaps"],
    ["", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"],
    ["", "v1", "ResourceQuota", "resourcequotas"],
    ["", "v1", "LimitRange", "limitranges"],
    ["policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"],
    ["autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"],
    ["secrets-store.csi.x-k8s.io", undefined, "SecretProviderClass", "secretproviderclasses"],
    ["external-secrets.io", undefined, "ExternalSecret", "externalsecrets"],
    ["bitnami.com", undefined, "SealedSecret", "sealedsecrets"],
    ["cert-manager.io", undefined, "Certificate", "certificates"],
  ),
  ...rows(
    false,
    ["", "v1", "Namespace", "namespaces"],
    ["", "v1", "Node", "nodes"],
    ["", "v1", "PersistentVolume", "persistentvolumes"],
    ["storage.k8s.io", "v1", "StorageClass", "storageclasses"],
    ["storage.k8s.io", "v1", "CSIDriver", "csidrivers"],
    ["scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses"],
  ),
];

/** What judges objects before they are stored. */
export const ADMISSION_KINDS: readonly LiveKind[] = [
  ...rows(
    false,
    [
      "admissionregistration.k8s.io",
      "v1",
      "ValidatingWebhookConfiguration",
      "validatingwebhookconfigurations",
    ],
    ["admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations"],
    ["admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies"],
    [
      "admissionregistration.k8s.io",
      "v1",
      "ValidatingAdmissionPolicyBinding",
      "validatingadmissionpolicybindings",
    ],
    ["kyverno.io", undefined, "ClusterPolicy", "clusterpolicies"],
    ["policies.kyverno.io", undefined, "ImageValidatingPolicy", "imagevalidatingpolicies"],
    ["policy.sigstore.dev", undefined, "ClusterImagePolicy", "clusterimagepolicies"],
    ["templates.gatekeeper.sh", undefined, "ConstraintTemplate", "constrainttemplates"],
    ["admissionregistration.k8s.io", undefined, "MutatingAdmissionPolicy", "mutatingadmissionpolicies"],
    [
      "admissionregistration.k8s.io",
      undefined,
      "MutatingAdmissionPolicyBinding",
      "mutatingadmissionpolicybindings",
    ],
    ["security.openshift.io", undefined, "SecurityContextConstraints", "securitycontextconstraints"],
  ),
  ...rows(true, ["kyverno.io", undefined, "Policy", "policies"]),
];

/** Meshes and operations. */
export const OTHER_KINDS: readonly LiveKind[] = rows(
  true,
  ["security.istio.io", undefined, "PeerAuthentication", "peerauthentications"],
  ["security.istio.io", undefined, "AuthorizationPolicy", "authorizationpolicies"],
  ["security.istio.io", undefined, "RequestAuthentication", "requestauthentications"],
  ["networking.istio.io", undefined, "Gateway", "gateways"],
  ["networking.istio.io", undefined, "VirtualService", "virtualservices"],
  ["traefik.io", undefined, "IngressRoute", "ingressroutes"],
  ["traefik.io", undefined, "TLSOption", "tlsoptions"],
  ["keda.sh", undefined, "ScaledObject", "scaledobjects"],
  ["argoproj.io", undefined, "Rollout", "rollouts"],
  ["monitoring.coreos.com", undefined, "ServiceMonitor", "servicemonitors"],
  ["monitoring.coreos.com", undefined, "PodMonitor", "podmonitors"],
  ["monitoring.coreos.com", undefined, "PrometheusRule", "prometheusrules"],
);

/** Every kind that is listed, custom resources among them. Secrets are not. */
export const LISTED_KINDS: readonly LiveKind[] = [
  ...WORKLOAD_LIST_KINDS,
  ...TRAFFIC_KINDS,
  ...SUPPORT_KINDS,
  ...ACCESS_KINDS,
  ...ADMISSION_KINDS,
  ...OTHER_KINDS,
];

/** Events, of the last hour or so. */
export const EVENT_KIND: LiveKind = {
  groupKind: "Event",
  group: "",
  version: "v1",
  plural: "events",
  namespaced: true,
};

/** The path at which objects of a kind are listed. @param namespace one namespace; absent: all */
export function listPath(kind: LiveKind, version: string, namespace?: string): string {
  const root = kind.group === "" ? `/api/${version}` : `/apis/${kind.group}/${version}`;
  return namespace === undefined || !kind.namespaced
    ? `${root}/${kind.plural}`
    : `${root}/namespaces/${namespace}/${kind.plural}`;
}
