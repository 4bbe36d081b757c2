const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"];
const PROTOCOLS = ["TCP", "UDP", "SCTP"];
const FAILURE_POLICIES = ["Fail", "Ignore"];
const MATCH_POLICIES = ["Exact", "Equivalent"];
const SIDE_EFFECTS = ["None", "NoneOnDryRun", "Some", "Unknown"];
const SCOPES = ["*", "Cluster", "Namespaced"];
const OPERATIONS = ["*", "CREATE", "UPDATE", "DELETE", "CONNECT"];
const MODES = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];
const TRAFFIC_POLICIES = ["Cluster", "Local"];

/**
 * Fields of strings that take one of few values, by the object that holds them (as the field types name it) and the
 * field. Empty strings are the default and always taken. Source: the validation of each group in k8s.io/kubernetes
 * at 1.37.
 */
export const ENUM_VALUES: Readonly<Record<string, readonly string[]>> = {
  "core.v1.Container.imagePullPolicy": ["Always", "IfNotPresent", "Never"],
  "core.v1.Container.terminationMessagePolicy": ["File", "FallbackToLogsOnError"],
  "core.v1.EphemeralContainer.imagePullPolicy": ["Always", "IfNotPresent", "Never"],
  "core.v1.ImageVolumeSource.pullPolicy": ["Always", "IfNotPresent", "Never"],
  "core.v1.PodSpec.restartPolicy": ["Always", "OnFailure", "Never"],
  "core.v1.PodSpec.dnsPolicy": ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
  "core.v1.PodSpec.preemptionPolicy": ["Never", "PreemptLowerPriority"],
  "core.v1.PodOS.name": ["linux", "windows"],
  "core.v1.SeccompProfile.type": ["RuntimeDefault", "Localhost", "Unconfined"],
  "core.v1.AppArmorProfile.type": ["RuntimeDefault", "Localhost", "Unconfined"],
  "core.v1.SecurityContext.procMount": ["Default", "Unmasked"],
  "core.v1.PodSecurityContext.fsGroupChangePolicy": ["Always", "OnRootMismatch"],
  "core.v1.PodSecurityContext.supplementalGroupsPolicy": ["Merge", "Strict"],
  "core.v1.PodSecurityContext.seLinuxChangePolicy": ["Recursive", "MountOption"],
  "core.v1.HTTPGetAction.scheme": ["HTTP", "HTTPS"],
  "core.v1.ContainerPort.protocol": PROTOCOLS,
  "core.v1.ServicePort.protocol": PROTOCOLS,
  "core.v1.VolumeMount.mountPropagation": ["None", "HostToContainer", "Bidirectional"],
  "core.v1.VolumeMount.recursiveReadOnly": ["Disabled", "IfPossible", "Enabled"],
  "core.v1.HostPathVolumeSource.type": [
    "DirectoryOrCreate",
    "Directory",
    "FileOrCreate",
    "File",
    "Socket",
    "CharDevice",
    "BlockDevice",
  ],
  "core.v1.Toleration.effect": ["NoSchedule", "PreferNoSchedule", "NoExecute"],
  "core.v1.Toleration.operator": ["Exists", "Equal", "Lt", "Gt"],
  "core.v1.NodeSelectorRequirement.operator": [...OPERATORS, "Gt", "Lt"],
  "core.v1.TopologySpreadConstraint.whenUnsatisfiable": ["DoNotSchedule", "ScheduleAnyway"],
  "core.v1.ServiceSpec.type": ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
  "core.v1.ServiceSpec.externalTrafficPolicy": TRAFFIC_POLICIES,
  "core.v1.ServiceSpec.internalTrafficPolicy": TRAFFIC_POLICIES,
  "core.v1.ServiceSpec.sessionAffinity": ["ClientIP", "None"],
  "core.v1.PersistentVolumeClaimSpec.accessModes": MODES,
  "core.v1.PersistentVolumeSpec.accessModes": MODES,
  "core.v1.PersistentVolumeClaimSpec.volumeMode": ["Block", "Filesystem"],
  "core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy": ["Delete", "Recycle", "Retain"],
  "meta.v1.LabelSelectorRequirement.operator": OPERATORS,
  "apps.v1.DeploymentStrategy.type": ["Recreate", "RollingUpdate"],
  "apps.v1.DaemonSetUpdateStrategy.type": ["OnDelete", "RollingUpdate"],
  "apps.v1.StatefulSetUpdateStrategy.type": ["OnDelete", "RollingUpdate"],
  "apps.v1.StatefulSetSpec.podManagementPolicy": ["OrderedReady", "Parallel"],
  "batch.v1.CronJobSpec.concurrencyPolicy": ["Allow", "Forbid", "Replace"],
  "batch.v1.JobSpec.completionMode": ["Indexed", "NonIndexed"],
  "networking.v1.NetworkPolicySpec.policyTypes": ["Ingress", "Egress"],
  "networking.v1.NetworkPolicyPort.protocol": PROTOCOLS,
  "networking.v1.HTTPIngressPath.pathType": ["Exact", "Prefix", "ImplementationSpecific"],
  "policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy": ["AlwaysAllow", "IfHealthyBudget"],
  "rbac.v1.Subject.kind": ["User", "Group", "ServiceAccount"],
  "rbac.v1.RoleRef.kind": ["Role", "ClusterRole"],
  "storage.v1.StorageClass.reclaimPolicy": ["Delete", "Retain"],
  "storage.v1.StorageClass.volumeBindingMode": ["Immediate", "WaitForFirstConsumer"],
  "scheduling.v1.PriorityClass.preemptionPolicy": ["Never", "PreemptLowerPriority"],
  "admissionregistration.v1.ValidatingWebhook.failurePolicy": FAILURE_POLICIES,
  "admissionregistration.v1.MutatingWebhook.failurePolicy": FAILURE_POLICIES,
  "admissionregistration.v1.ValidatingWebhook.matchPolicy": MATCH_POLICIES,
  "admissionregistration.v1.MutatingWebhook.matchPolicy": MATCH_POLICIES,
  "admissionregistration.v1.ValidatingWebhook.sideEffects": SIDE_EFFECTS,
  "admissionregistration.v1.MutatingWebhook.sideEffects": SIDE_EFFECTS,
  "admissionregistration.v1.MutatingWebhook.reinvocationPolicy": ["IfNeeded", "Never"],
  "admissionregistration.v1.RuleWithOperations.operations": OPERATIONS,
  "admissionregistration.v1.RuleWithOperations.scope": SCOPES,
  "admissionregistration.v1.NamedRuleWithOperations.operations": OPERATIONS,
  "admissionregistration.v1.NamedRuleWithOperations.scope": SCOPES,
  "admissionregistration.v1.MatchResources.matchPolicy": MATCH_POLICIES,
  "admissionregistration.v1.ValidatingAdmissionPolicySpec.failurePolicy": FAILURE_POLICIES,
  "admissionregistration.v1.MutatingAdmissionPolicySpec.failurePolicy": FAILURE_POLICIES,
  "admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec.validationActions": [
    "Deny",
    "Warn",
    "Audit",
  ],
};
