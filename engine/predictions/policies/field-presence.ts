/*
 * Which fields the API server writes although they are zero (false, 0, "", empty): others are left out when an object
 * is written as JSON, and an expression finds them absent. `POINTERS` are written where a manifest writes them,
 * `ALWAYS` are written in any case. By the type of field-types.generated.json.
 *
 * Source: the Go types of k8s.io/api v0.37 (pointers, and fields without `omitempty`).
 */

/** Fields whose zero is kept where it is written. */
export const POINTERS: Readonly<Record<string, string>> = {
  "core.v1.PodSpec":
    "terminationGracePeriodSeconds activeDeadlineSeconds automountServiceAccountToken shareProcessNamespace priority runtimeClassName enableServiceLinks preemptionPolicy setHostnameAsFQDN hostUsers hostnameOverride",
  "core.v1.Container": "restartPolicy",
  "core.v1.EphemeralContainer": "restartPolicy",
  "core.v1.ConfigMapKeySelector": "optional",
  "core.v1.FileKeySelector": "optional",
  "core.v1.SecretKeySelector": "optional",
  "core.v1.ConfigMapEnvSource": "optional",
  "core.v1.SecretEnvSource": "optional",
  "core.v1.Lifecycle": "stopSignal",
  "core.v1.HTTPGetAction": "protocol",
  "core.v1.Probe": "terminationGracePeriodSeconds",
  "core.v1.GRPCAction": "mode",
  "core.v1.SecurityContext":
    "privileged runAsUser runAsGroup runAsNonRoot readOnlyRootFilesystem allowPrivilegeEscalation procMount",
  "core.v1.AppArmorProfile": "localhostProfile",
  "core.v1.SeccompProfile": "localhostProfile",
  "core.v1.WindowsSecurityContextOptions":
    "gmsaCredentialSpecName gmsaCredentialSpec runAsUserName hostProcess",
  "core.v1.VolumeMount": "recursiveReadOnly mountPropagation",
  "core.v1.PodDNSConfigOption": "value",
  "core.v1.PodResourceClaim": "resourceClaimName resourceClaimTemplateName",
  "core.v1.PodSecurityContext":
    "runAsUser runAsGroup runAsNonRoot supplementalGroupsPolicy fsGroup fsGroupChangePolicy seLinuxChangePolicy",
  "core.v1.Toleration": "tolerationSeconds",
  "core.v1.TopologySpreadConstraint": "minDomains nodeAffinityPolicy nodeTaintsPolicy",
  "core.v1.AzureDiskVolumeSource": "cachingMode fsType readOnly kind",
  "core.v1.ConfigMapVolumeSource": "defaultMode optional defaultUser",
  "core.v1.KeyToPath": "mode user",
  "core.v1.CSIVolumeSource": "readOnly fsType",
  "core.v1.DownwardAPIVolumeSource": "defaultMode defaultUser",
  "core.v1.DownwardAPIVolumeFile": "mode user",
  "core.v1.EmptyDirVolumeSource": "sizeLimit mode",
  "core.v1.PersistentVolumeClaimSpec": "storageClassName volumeMode volumeAttributesClassName",
  "core.v1.HostPathVolumeSource": "type",
  "core.v1.ProjectedVolumeSource": "defaultMode defaultUser",
  "core.v1.ConfigMapProjection": "optional",
  "core.v1.SecretProjection": "optional",
  "core.v1.ServiceAccountTokenProjection": "expirationSeconds user",
  "core.v1.SecretVolumeSource": "defaultMode optional defaultUser",
  "core.v1.ReplicationControllerSpec": "replicas",
  "core.v1.ServiceSpec":
    "ipFamilyPolicy allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy trafficDistribution",
  "core.v1.ServicePort": "appProtocol",
  "core.v1.ClientIPConfig": "timeoutSeconds",
  "core.v1.ServiceAccount": "automountServiceAccountToken",
  "apps.v1.DeploymentSpec": "replicas revisionHistoryLimit progressDeadlineSeconds",
  "apps.v1.RollingUpdateDeployment": "maxUnavailable maxSurge",
  "apps.v1.ReplicaSetSpec": "replicas",
  "apps.v1.StatefulSetSpec": "replicas revisionHistoryLimit",
  "apps.v1.RollingUpdateStatefulSetStrategy": "partition maxUnavailable",
  "apps.v1.DaemonSetSpec": "revisionHistoryLimit",
  "apps.v1.RollingUpdateDaemonSet": "maxUnavailable maxSurge",
  "batch.v1.JobSpec":
    "parallelism completions activeDeadlineSeconds backoffLimit backoffLimitPerIndex maxFailedIndexes manualSelector ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy",
  "batch.v1.CronJobSpec":
    "timeZone startingDeadlineSeconds suspend successfulJobsHistoryLimit failedJobsHistoryLimit",
  "networking.v1.IngressSpec": "ingressClassName",
  "networking.v1.NetworkPolicyPort": "protocol port endPort",
  "autoscaling.v2.HorizontalPodAutoscalerSpec": "minReplicas",
  "policy.v1.PodDisruptionBudgetSpec": "minAvailable maxUnavailable unhealthyPodEvictionPolicy",
};

/** Fields that are written even where they are zero. */
export const ALWAYS: Readonly<Record<string, string>> = {
  "core.v1.PodSpec": "containers",
  "core.v1.Container": "name",
  "core.v1.EphemeralContainer": "name",
  "core.v1.EnvVar": "name",
  "core.v1.HTTPHeader": "name value",
  "core.v1.Sysctl": "name value",
  "core.v1.Volume": "name",
  "core.v1.VolumeMount": "name mountPath",
  "core.v1.HostPathVolumeSource": "path",
  "core.v1.ProjectedVolumeSource": "sources",
  "core.v1.GRPCAction": "port service",
  "core.v1.ContainerPort": "containerPort",
  "apps.v1.StatefulSetSpec": "serviceName",
  "rbac.v1.PolicyRule": "verbs",
  "rbac.v1.RoleRef": "apiGroup kind name",
  "rbac.v1.Subject": "kind name",
};
