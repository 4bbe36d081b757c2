import { Maybe, mapOf, Unknown, type Value } from "../../cel";
import type { JsonObject } from "../../json";
import { isObject } from "../../json";
import { listAt, mapAt, stringAt } from "../../kubernetes/fields";

/** What decides defaults beside the object that holds the field. */
export interface DefaultContext {
  /** A Pod itself, not a template of one. */
  readonly isPod: boolean;
  readonly hostNetwork: boolean;
}

/** The value of a field that is not written, or a function of what is; `undefined` where it stays absent. */
type Default = Value | ((holder: JsonObject, context: DefaultContext) => Value | undefined);

/** Present or not, and with which value, depends on the cluster. */
const perhaps = (reason: string) => new Maybe(new Unknown(reason));
const ROLE_GROUP = "rbac.authorization.k8s.io";

/** `latest`, explicitly or for want of a tag and a digest. Source: k8s.io/kubernetes pkg/util/parsers. */
function isLatest(image: string | undefined): boolean {
  if (!image) return false;
  const name = image.split("@", 1)[0] ?? "";
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  return tag === undefined ? !image.includes("@") : tag === "latest";
}

const pullPolicy = (field: string) => (holder: JsonObject) =>
  isLatest(stringAt(holder, field)) ? "Always" : "IfNotPresent";

const rolling =
  (type: string, value: (written: JsonObject) => Value): Default =>
  (holder) =>
    (stringAt(holder, "type") || "RollingUpdate") === type
      ? value(mapAt(holder, "rollingUpdate"))
      : undefined;

/** Volumes without a source are an emptyDir. */
const emptyDir = (holder: JsonObject) =>
  Object.keys(holder).some((key) => key !== "name" && isObject(holder[key])) ? undefined : mapOf({});

const CONTAINER: Readonly<Record<string, Default>> = {
  imagePullPolicy: pullPolicy("image"),
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
  resources: mapOf({}),
  resizePolicy: (_holder, { isPod }) =>
    isPod ? perhaps("whether pods resize in place is not known") : undefined,
};

/**
 * What the API server writes into fields that are absent, by type and field. A type that is listed in
 * `REVIEWED_KINDS`, or that those reach, has no other defaults.
 *
 * Source: k8s.io/kubernetes v1.37, pkg/apis/…/defaults.go, and the `+default` marks of k8s.io/api.
 */
export const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Default>>>> = {
  "core.v1.PodSpec": {
    restartPolicy: "Always",
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    terminationGracePeriodSeconds: 30n,
    securityContext: mapOf({}),
    serviceAccount: (holder) => stringAt(holder, "serviceAccountName") || undefined,
    serviceAccountName: (holder) => stringAt(holder, "serviceAccount") || undefined,
    enableServiceLinks: (_holder, { isPod }) => (isPod ? true : undefined),
  },
  "core.v1.Container": CONTAINER,
  "core.v1.EphemeralContainer": CONTAINER,
  "core.v1.SecurityContext": { procMount: perhaps("the default of procMount depends on the version") },
  "core.v1.ContainerPort": {
    protocol: "TCP",
    hostPort: ({ containerPort }, { isPod, hostNetwork }) =>
      isPod && hostNetwork && typeof containerPort === "number" ? BigInt(containerPort) : undefined,
  },
  "core.v1.ObjectFieldSelector": { apiVersion: "v1" },
  "core.v1.ResourceFieldSelector": { divisor: "0" },
  "core.v1.ConfigMapKeySelector": { name: perhaps("a name without text may be left out") },
  "core.v1.HTTPGetAction": {
    path: "/",
    scheme: "HTTP",
    protocol: perhaps("whether probes have a protocol depends on the version"),
  },
  "core.v1.GRPCAction": { service: "" },
  "core.v1.Probe": { timeoutSeconds: 1n, periodSeconds: 10n, successThreshold: 1n, failureThreshold: 3n },
  "core.v1.Volume": { emptyDir },
  "core.v1.SecretVolumeSource": { defaultMode: 420n },
  "core.v1.ConfigMapVolumeSource": { defaultMode: 420n },
  "core.v1.DownwardAPIVolumeSource": { defaultMode: 420n },
  "core.v1.ProjectedVolumeSource": { defaultMode: 420n },
  "core.v1.ServiceAccountTokenProjection": { expirationSeconds: 3600n },
  "core.v1.HostPathVolumeSource": { type: "" },
  "core.v1.ImageVolumeSource": { pullPolicy: pullPolicy("reference") },
  "core.v1.ISCSIVolumeSource": { iscsiInterface: "default" },
  "core.v1.RBDVolumeSource": { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" },
  "core.v1.AzureDiskVolumeSource": {
    cachingMode: "ReadWrite",
    fsType: "ext4",
    readOnly: false,
    kind: "Shared",
  },
  "core.v1.ScaleIOVolumeSource": { storageMode: "ThinProvisioned", fsType: "xfs" },
  "core.v1.PersistentVolumeClaimTemplate": { metadata: perhaps("empty metadata may be written") },
  "core.v1.PersistentVolumeClaimSpec": {
    volumeMode: "Filesystem",
    resources: mapOf({}),
    storageClassName: perhaps("the cluster may have a default class"),
    dataSource: perhaps("it follows the other of its two names"),
    dataSourceRef: perhaps("it follows the other of its two names"),
  },
  "core.v1.PersistentVolumeClaim": {
    apiVersion: perhaps("templates of claims may be given it"),
    kind: perhaps("templates of claims may be given it"),
  },
  "core.v1.ReplicationControllerSpec": {
    replicas: 1n,
    selector: perhaps("it follows the labels of the template"),
  },
  "core.v1.ServiceSpec": {
    type: "ClusterIP",
    sessionAffinity: "None",
    sessionAffinityConfig: perhaps("it follows sessionAffinity"),
    internalTrafficPolicy: (holder) => (stringAt(holder, "type") === "ExternalName" ? undefined : "Cluster"),
    externalTrafficPolicy: (holder) =>
      ["NodePort", "LoadBalancer"].includes(stringAt(holder, "type") ?? "") ||
      listAt(holder, "externalIPs").length > 0
        ? "Cluster"
        : undefined,
    allocateLoadBalancerNodePorts: (holder) =>
      stringAt(holder, "type") === "LoadBalancer" ? true : undefined,
    clusterIP: perhaps("addresses are given by the cluster"),
    clusterIPs: perhaps("addresses are given by the cluster"),
    ipFamilies: perhaps("addresses are given by the cluster"),
    ipFamilyPolicy: perhaps("addresses are given by the cluster"),
    healthCheckNodePort: perhaps("ports of nodes are given by the cluster"),
  },
  "core.v1.ServicePort": {
    protocol: "TCP",
    targetPort: ({ port }) => (typeof port === "number" ? BigInt(port) : undefined),
    nodePort: perhaps("ports of nodes are given by the cluster"),
  },
  "core.v1.Namespace": { spec: perhaps("finalizers are set by the cluster") },
  "core.v1.NamespaceSpec": { finalizers: ["kubernetes"] },
  "apps.v1.DeploymentSpec": {
    replicas: 1n,
    revisionHistoryLimit: 10n,
    progressDeadlineSeconds: 600n,
    strategy: mapOf({
      type: "RollingUpdate",
      rollingUpdate: mapOf({ maxUnavailable: "25%", maxSurge: "25%" }),
    }),
  },
  "apps.v1.DeploymentStrategy": {
    type: "RollingUpdate",
    rollingUpdate: rolling("RollingUpdate", () => mapOf({ maxUnavailable: "25%", maxSurge: "25%" })),
  },
  "apps.v1.RollingUpdateDeployment": { maxUnavailable: "25%", maxSurge: "25%" },
  "apps.v1.ReplicaSetSpec": { replicas: 1n },
  "apps.v1.StatefulSetSpec": {
    replicas: 1n,
    serviceName: "",
    revisionHistoryLimit: 10n,
    podManagementPolicy: "OrderedReady",
    persistentVolumeClaimRetentionPolicy: mapOf({ whenDeleted: "Retain", whenScaled: "Retain" }),
    updateStrategy: mapOf({
      type: "RollingUpdate",
      rollingUpdate: mapOf({ partition: 0n, maxUnavailable: perhaps("it depends on the version") }),
    }),
  },
  "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy": { whenDeleted: "Retain", whenScaled: "Retain" },
  "apps.v1.StatefulSetUpdateStrategy": {
    type: "RollingUpdate",
    rollingUpdate: (holder) =>
      stringAt(holder, "type")
        ? undefined
        : mapOf({ partition: 0n, maxUnavailable: perhaps("it depends on the version") }),
  },
  "apps.v1.RollingUpdateStatefulSetStrategy": {
    partition: 0n,
    maxUnavailable: perhaps("it depends on the version"),
  },
  "apps.v1.DaemonSetSpec": {
    revisionHistoryLimit: 10n,
    updateStrategy: mapOf({
      type: "RollingUpdate",
      rollingUpdate: mapOf({ maxUnavailable: 1n, maxSurge: 0n }),
    }),
  },
  "apps.v1.DaemonSetUpdateStrategy": {
    type: "RollingUpdate",
    rollingUpdate: rolling("RollingUpdate", () => mapOf({ maxUnavailable: 1n, maxSurge: 0n })),
  },
  "apps.v1.RollingUpdateDaemonSet": { maxUnavailable: 1n, maxSurge: 0n },
  "batch.v1.JobSpec": {
    // The templates of a CronJob are not given these.
    ...Object.fromEntries(
      [
        "parallelism",
        "completions",
        "backoffLimit",
        "completionMode",
        "suspend",
        "podReplacementPolicy",
        "manualSelector",
        "selector",
      ].map((field) => [field, perhaps("Jobs are given it, their templates are not")]),
    ),
  },
  "batch.v1.CronJobSpec": {
    concurrencyPolicy: "Allow",
    suspend: false,
    successfulJobsHistoryLimit: 3n,
    failedJobsHistoryLimit: 1n,
  },
  "networking.v1.NetworkPolicySpec": {
    podSelector: mapOf({}),
    policyTypes: (holder) => (listAt(holder, "egress").length > 0 ? ["Ingress", "Egress"] : ["Ingress"]),
  },
  "networking.v1.NetworkPolicyPort": { protocol: "TCP" },
  "networking.v1.IngressSpec": { ingressClassName: perhaps("the cluster may have a default class") },
  "networking.v1.IngressServiceBackend": { port: mapOf({}) },
  "rbac.v1.RoleRef": { apiGroup: ROLE_GROUP },
  "rbac.v1.Subject": {
    apiGroup: (holder) =>
      ["User", "Group"].includes(stringAt(holder, "kind") ?? "") ? ROLE_GROUP : undefined,
  },
  "rbac.v1.Role": { rules: perhaps("no rules are written as nothing") },
  "rbac.v1.ClusterRole": { rules: perhaps("no rules are written as nothing") },
  "autoscaling.v2.HorizontalPodAutoscalerSpec": {
    minReplicas: 1n,
    metrics: [
      mapOf({
        type: "Resource",
        resource: mapOf({ name: "cpu", target: mapOf({ type: "Utilization", averageUtilization: 80n }) }),
      }),
    ],
  },
};

/** Fields below which defaults are not worked out: what is not written there may be. */
export const NOT_REVIEWED: ReadonlySet<string> = new Set([
  "autoscaling.v2.HorizontalPodAutoscalerBehavior",
  "batch.v1.JobSchedulingConfiguration",
  "batch.v1.PodFailurePolicyOnPodConditionsPattern",
  "core.v1.TypedLocalObjectReference",
  "core.v1.TypedObjectReference",
]);

/** The kinds, as `apiVersion kind`, whose defaults are all in the table: what is absent there stays absent. */
export const REVIEWED_KINDS: ReadonlySet<string> = new Set([
  "v1 Pod",
  "v1 PodTemplate",
  "v1 ReplicationController",
  "v1 Service",
  "v1 ServiceAccount",
  "v1 ConfigMap",
  "v1 Namespace",
  "v1 PersistentVolumeClaim",
  "apps/v1 Deployment",
  "apps/v1 ReplicaSet",
  "apps/v1 StatefulSet",
  "apps/v1 DaemonSet",
  "batch/v1 Job",
  "batch/v1 CronJob",
  "networking.k8s.io/v1 Ingress",
  "networking.k8s.io/v1 NetworkPolicy",
  "rbac.authorization.k8s.io/v1 Role",
  "rbac.authorization.k8s.io/v1 ClusterRole",
  "rbac.authorization.k8s.io/v1 RoleBinding",
  "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
  "autoscaling/v2 HorizontalPodAutoscaler",
  "policy/v1 PodDisruptionBudget",
]);
