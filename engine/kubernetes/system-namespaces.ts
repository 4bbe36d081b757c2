/** Namespaces that belong to the cluster or its provider, by name. Sources: Kubernetes, AKS, EKS, GKE, OpenShift documentation. */
export const SYSTEM_NAMESPACE_NAMES: readonly string[] = [
  "kube-system",
  "kube-public",
  "kube-node-lease",
  "gatekeeper-system",
  "aks-command",
  "aks-istio-system",
  "app-routing-system",
  "azure-arc",
  "calico-system",
  "calico-apiserver",
  "tigera-operator",
  "amazon-cloudwatch",
  "amazon-guardduty",
  "aws-observability",
  "config-management-system",
  "gke-managed-system",
  "gke-managed-cim",
  "gmp-system",
  "gmp-public",
  "openshift",
];

/** What the names of others of them begin with. */
export const SYSTEM_NAMESPACE_PREFIXES: readonly string[] = [
  "kube-",
  "gke-managed-",
  "gke-gmp-",
  "openshift-",
];

const NAMES: ReadonlySet<string> = new Set(SYSTEM_NAMESPACE_NAMES);

/** Whether a namespace belongs to the cluster or its provider rather than to a user. */
export function isSystemNamespace(name: string): boolean {
  return NAMES.has(name) || SYSTEM_NAMESPACE_PREFIXES.some((prefix) => name.startsWith(prefix));
}
