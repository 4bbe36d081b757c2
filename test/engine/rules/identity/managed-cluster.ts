/** A manifest of a managed cluster; `body` are its lines below metadata. */
export const managedCluster = (apiVersion: string, kind: string, body: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: shop\n${body}\n`;

/** As eksctl reads it. */
export const eksctl = (body: string): string => managedCluster("eksctl.io/v1alpha5", "ClusterConfig", body);

/** As AWS Controllers for Kubernetes read it. */
export const eks = (body: string): string =>
  managedCluster("eks.services.k8s.aws/v1alpha1", "Cluster", `spec: {${body}}`);

/** As Azure Service Operator reads it. */
export const aks = (body: string): string =>
  managedCluster("containerservice.azure.com/v1api20240901", "ManagedCluster", `spec: {${body}}`);

/** As Config Connector reads it. */
export const gke = (body: string): string =>
  managedCluster("container.cnrm.cloud.google.com/v1beta1", "ContainerCluster", `spec: {${body}}`);
