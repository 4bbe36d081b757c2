import type { KubernetesMinor } from "./kubernetes-version";
import { type GroupKind, groupKind, type Resource } from "./resource";

/** What became of kinds in one API version. */
export interface ApiVersionLife {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The first minor version in which it is deprecated. */
  readonly deprecated: KubernetesMinor;
  /** The first minor version that no longer serves it. */
  readonly removed: KubernetesMinor;
  /** The API version that takes its place with the same kind; `undefined` where there is none. */
  readonly replacement: string | undefined;
}

/**
 * Deprecated and removed API versions of Kubernetes. Source: the lifecycle declarations of k8s.io/api,
 * k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator at 1.37, and for groups that have left them the
 * Deprecated API Migration Guide.
 */
export const API_VERSIONS: readonly ApiVersionLife[] = [
  {
    apiVersion: "apps/v1beta1",
    kinds: ["Deployment", "StatefulSet"],
    deprecated: 8,
    removed: 16,
    replacement: "apps/v1",
  },
  {
    apiVersion: "apps/v1beta2",
    kinds: ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
    deprecated: 9,
    removed: 16,
    replacement: "apps/v1",
  },
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["DaemonSet", "Deployment", "ReplicaSet"],
    deprecated: 8,
    removed: 16,
    replacement: "apps/v1",
  },
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["NetworkPolicy"],
    deprecated: 9,
    removed: 16,
    replacement: "networking.k8s.io/v1",
  },
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["PodSecurityPolicy"],
    deprecated: 11,
    removed: 16,
    replacement: undefined,
  },
  { apiVersion: "batch/v2alpha1", kinds: ["CronJob"], deprecated: 9, removed: 21, replacement: "batch/v1" },
  {
    apiVersion: "admissionregistration.k8s.io/v1beta1",
    kinds: ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
    deprecated: 16,
    removed: 22,
    replacement: "admissionregistration.k8s.io/v1",
  },
  {
    apiVersion: "apiextensions.k8s.io/v1beta1",
    kinds: ["CustomResourceDefinition"],
    deprecated: 16,
    removed: 22,
    replacement: "apiextensions.k8s.io/v1",
  },
  {
    apiVersion: "apiregistration.k8s.io/v1beta1",
    kinds: ["APIService"],
    deprecated: 19,
    removed: 22,
    replacement: "apiregistration.k8s.io/v1",
  },
  {
    apiVersion: "certificates.k8s.io/v1beta1",
    kinds: ["CertificateSigningRequest"],
    deprecated: 19,
    removed: 22,
    replacement: "certificates.k8s.io/v1",
  },
  {
    apiVersion: "coordination.k8s.io/v1beta1",
    kinds: ["Lease"],
    deprecated: 19,
    removed: 22,
    replacement: "coordination.k8s.io/v1",
  },
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["Ingress"],
    deprecated: 14,
    removed: 22,
    replacement: "networking.k8s.io/v1",
  },
  {
    apiVersion: "networking.k8s.io/v1beta1",
    kinds: ["Ingress", "IngressClass"],
    deprecated: 19,
    removed: 22,
    replacement: "networking.k8s.io/v1",
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1alpha1",
    kinds: ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
    deprecated: 17,
    removed: 22,
    replacement: "rbac.authorization.k8s.io/v1",
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1beta1",
    kinds: ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
    deprecated: 17,
    removed: 22,
    replacement: "rbac.authorization.k8s.io/v1",
  },
  {
    apiVersion: "scheduling.k8s.io/v1alpha1",
    kinds: ["PriorityClass"],
    deprecated: 14,
    removed: 22,
    replacement: "scheduling.k8s.io/v1",
  },
  {
    apiVersion: "scheduling.k8s.io/v1beta1",
    kinds: ["PriorityClass"],
    deprecated: 14,
    removed: 22,
    replacement: "scheduling.k8s.io/v1",
  },
  {
    apiVersion: "storage.k8s.io/v1beta1",
    kinds: ["CSIDriver", "StorageClass", "VolumeAttachment"],
    deprecated: 19,
    removed: 22,
    replacement: "storage.k8s.io/v1",
  },
  {
    apiVersion: "storage.k8s.io/v1beta1",
    kinds: ["CSINode"],
    deprecated: 17,
    removed: 22,
    replacement: "storage.k8s.io/v1",
  },
  {
    apiVersion: "storage.k8s.io/v1alpha1",
    kinds: ["CSIStorageCapacity"],
    deprecated: 21,
    removed: 24,
    replacement: "storage.k8s.io/v1beta1",
  },
  {
    apiVersion: "storage.k8s.io/v1alpha1",
    kinds: ["VolumeAttachment"],
    deprecated: 21,
    removed: 24,
    replacement: "storage.k8s.io/v1",
  },
  {
    apiVersion: "autoscaling/v2beta1",
    kinds: ["HorizontalPodAutoscaler"],
    deprecated: 22,
    removed: 25,
    replacement: "autoscaling/v2",
  },
  { apiVersion: "batch/v1beta1", kinds: ["CronJob"], deprecated: 21, removed: 25, replacement: "batch/v1" },
  {
    apiVersion: "discovery.k8s.io/v1beta1",
    kinds: ["EndpointSlice"],
    deprecated: 21,
    removed: 25,
    replacement: "discovery.k8s.io/v1",
  },
  {
    apiVersion: "events.k8s.io/v1beta1",
    kinds: ["Event"],
    deprecated: 22,
    removed: 25,
    replacement: "events.k8s.io/v1",
  },
  {
    apiVersion: "node.k8s.io/v1alpha1",
    kinds: ["RuntimeClass"],
    deprecated: 22,
    removed: 25,
    replacement: "node.k8s.io/v1",
  },
  {
    apiVersion: "node.k8s.io/v1beta1",
    kinds: ["RuntimeClass"],
    deprecated: 22,
    removed: 25,
    replacement: "node.k8s.io/v1",
  },
  {
    apiVersion: "policy/v1beta1",
    kinds: ["PodDisruptionBudget"],
    deprecated: 21,
    removed: 25,
    replacement: "policy/v1",
  },
  {
    apiVersion: "policy/v1beta1",
    kinds: ["PodSecurityPolicy"],
    deprecated: 21,
    removed: 25,
    replacement: undefined,
  },
  {
    apiVersion: "autoscaling/v2beta2",
    kinds: ["HorizontalPodAutoscaler"],
    deprecated: 23,
    removed: 26,
    replacement: "autoscaling/v2",
  },
  {
    apiVersion: "flowcontrol.apiserver.k8s.io/v1beta1",
    kinds: ["FlowSchema", "PriorityLevelConfiguration"],
    deprecated: 23,
    removed: 26,
    replacement: "flowcontrol.apiserver.k8s.io/v1",
  },
  {
    apiVersion: "storage.k8s.io/v1beta1",
    kinds: ["CSIStorageCapacity"],
    deprecated: 24,
    removed: 27,
    replacement: "storage.k8s.io/v1",
  },
  {
    apiVersion: "flowcontrol.apiserver.k8s.io/v1beta2",
    kinds: ["FlowSchema", "PriorityLevelConfiguration"],
    deprecated: 26,
    removed: 29,
    replacement: "flowcontrol.apiserver.k8s.io/v1",
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1alpha1",
    kinds: ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    deprecated: 29,
    removed: 32,
    replacement: "admissionregistration.k8s.io/v1",
  },
  {
    apiVersion: "flowcontrol.apiserver.k8s.io/v1beta3",
    kinds: ["FlowSchema", "PriorityLevelConfiguration"],
    deprecated: 29,
    removed: 32,
    replacement: "flowcontrol.apiserver.k8s.io/v1",
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1beta1",
    kinds: ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    deprecated: 31,
    removed: 34,
    replacement: "admissionregistration.k8s.io/v1",
  },
  {
    apiVersion: "storage.k8s.io/v1alpha1",
    kinds: ["VolumeAttributesClass"],
    deprecated: 32,
    removed: 35,
    replacement: "storage.k8s.io/v1",
  },
  {
    apiVersion: "certificates.k8s.io/v1alpha1",
    kinds: ["ClusterTrustBundle"],
    deprecated: 34,
    removed: 37,
    replacement: "certificates.k8s.io/v1",
  },
  {
    apiVersion: "networking.k8s.io/v1beta1",
    kinds: ["IPAddress", "ServiceCIDR"],
    deprecated: 34,
    removed: 37,
    replacement: "networking.k8s.io/v1",
  },
  {
    apiVersion: "storage.k8s.io/v1beta1",
    kinds: ["VolumeAttributesClass"],
    deprecated: 34,
    removed: 37,
    replacement: "storage.k8s.io/v1",
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1alpha1",
    kinds: ["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
    deprecated: 35,
    removed: 38,
    replacement: "admissionregistration.k8s.io/v1",
  },
  {
    apiVersion: "coordination.k8s.io/v1alpha2",
    kinds: ["LeaseCandidate"],
    deprecated: 35,
    removed: 38,
    replacement: undefined,
  },
  {
    apiVersion: "resource.k8s.io/v1beta1",
    kinds: ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
    deprecated: 35,
    removed: 38,
    replacement: "resource.k8s.io/v1",
  },
  {
    apiVersion: "coordination.k8s.io/v1beta1",
    kinds: ["LeaseCandidate"],
    deprecated: 36,
    removed: 39,
    replacement: undefined,
  },
  {
    apiVersion: "resource.k8s.io/v1alpha3",
    kinds: ["DeviceTaintRule"],
    deprecated: 36,
    removed: 39,
    replacement: undefined,
  },
  {
    apiVersion: "resource.k8s.io/v1beta2",
    kinds: ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
    deprecated: 36,
    removed: 39,
    replacement: "resource.k8s.io/v1",
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1beta1",
    kinds: ["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
    deprecated: 37,
    removed: 40,
    replacement: "admissionregistration.k8s.io/v1",
  },
  {
    apiVersion: "certificates.k8s.io/v1beta1",
    kinds: ["ClusterTrustBundle", "PodCertificateRequest"],
    deprecated: 37,
    removed: 40,
    replacement: "certificates.k8s.io/v1",
  },
  {
    apiVersion: "storagemigration.k8s.io/v1beta1",
    kinds: ["StorageVersionMigration"],
    deprecated: 37,
    removed: 40,
    replacement: "storagemigration.k8s.io/v1",
  },
];

const byIdentity = new Map<string, ApiVersionLife>();
for (const life of API_VERSIONS)
  for (const kind of life.kinds) byIdentity.set(`${life.apiVersion} ${kind}`, life);

/** The life of a resource's API version; `undefined` where it is neither deprecated nor removed, or no built-in kind. */
export function apiVersionLife(resource: Pick<Resource, "apiVersion" | "kind">): ApiVersionLife | undefined {
  return byIdentity.get(`${resource.apiVersion} ${resource.kind}`);
}

/** Every kind that appears in the table, as `GroupKind`s. */
export const OUTDATED_KINDS: readonly GroupKind[] = [
  ...new Set(
    API_VERSIONS.flatMap(({ apiVersion, kinds }) =>
      kinds.map((kind) => groupKind({ group: apiVersion.slice(0, apiVersion.indexOf("/")), kind })),
    ),
  ),
];
