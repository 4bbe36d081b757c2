import type { GroupKind } from "../../kubernetes/resource";

/** The workload kinds whose containers are meant to run on; Jobs and CronJobs end. */
export const LONG_RUNNING_KINDS: readonly GroupKind[] = [
  "Pod",
  "ReplicationController",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "argoproj.io/Rollout",
  "apps.openshift.io/DeploymentConfig",
  "apps.kruise.io/CloneSet",
  "apps.kruise.io/StatefulSet",
  "apps.kruise.io/DaemonSet",
];
