/** Namespaces that belong to the cluster or its provider, by name. Sources: Kubernetes, AKS, EKS, GKE, OpenShift documentation. */
const NAMES = new Set([
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
]);

/** Whether a namespace belongs to the cluster or its provider rather than to a user. */
export function isSystemNamespace(name: string): boolean {
  return NAMES.has(name) || /^(kube-|gke-managed-|gke-gmp-|openshift-)/.test(name);
}
