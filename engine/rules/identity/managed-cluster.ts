import type { GroupKind } from "../../kubernetes/resource";

/** The kinds by which managed clusters are declared as manifests. */
export const MANAGED_CLUSTERS = {
  /** eksctl. */
  eksctl: "eksctl.io/ClusterConfig",
  /** AWS Controllers for Kubernetes. */
  eks: "eks.services.k8s.aws/Cluster",
  /** Azure Service Operator. */
  aks: "containerservice.azure.com/ManagedCluster",
  /** Google Config Connector. */
  gke: "container.cnrm.cloud.google.com/ContainerCluster",
} as const satisfies Record<string, GroupKind>;
