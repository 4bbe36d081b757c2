import type { GroupKind } from "../../engine/kubernetes/resource";

/** Kinds of workloads about which triage can be asked. */
export const TRIAGE_WORKLOADS: readonly GroupKind[] = [
  "Pod",
  "apps/Deployment",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "apps/ReplicaSet",
  "batch/Job",
  "batch/CronJob",
];
