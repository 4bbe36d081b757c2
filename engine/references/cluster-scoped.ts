import type { GroupKind } from "../kubernetes/resource";

/** Kinds that exist once in a cluster, of those that references name. */
const CLUSTER_SCOPED: ReadonlySet<GroupKind> = new Set([
  "Namespace",
  "PersistentVolume",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "storage.k8s.io/StorageClass",
  "scheduling.k8s.io/PriorityClass",
  "networking.k8s.io/IngressClass",
  "gateway.networking.k8s.io/GatewayClass",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/MutatingAdmissionPolicy",
  "cert-manager.io/ClusterIssuer",
  "external-secrets.io/ClusterSecretStore",
]);

/** Whether resources of a kind have no namespace. */
export function isClusterScopedKind(kind: GroupKind): boolean {
  return CLUSTER_SCOPED.has(kind);
}
