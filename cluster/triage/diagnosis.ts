import type { Path } from "../../engine/json";
import type { GroupKind } from "../../engine/kubernetes/resource";
import type { RuleId } from "../../engine/rules/rule";

/** Every failure that is recognised, `family/name`. */
export type PatternId =
  | "image/not-found"
  | "image/invalid-name"
  | "image/pull-secret"
  | "image/identity-refused"
  | "image/registry-firewall"
  | "image/registry-unreachable"
  | "image/certificate"
  | "image/rate-limit"
  | "image/platform"
  | "image/signature"
  | "image/never-pulled"
  | "image/unknown"
  | "config/secret-missing"
  | "config/config-map-missing"
  | "config/key-missing"
  | "config/runs-as-root"
  | "config/synced-secret"
  | "config/create-error"
  | "volume/driver-missing"
  | "volume/class-missing"
  | "volume/provider-missing"
  | "volume/identity-refused"
  | "volume/access-refused"
  | "volume/object-missing"
  | "volume/not-rotated"
  | "volume/source-missing"
  | "volume/multi-attach"
  | "volume/too-large"
  | "volume/unknown"
  | "edge/service-missing"
  | "edge/port-missing"
  | "edge/no-pods"
  | "edge/not-ready"
  | "edge/target-port"
  | "edge/probe-mismatch"
  | "edge/no-endpoints"
  | "edge/policy"
  | "edge/health-check"
  | "dns/policy"
  | "rejected/pod-security"
  | "rejected/quota"
  | "rejected/account-missing"
  | "rejected/admission"
  | "rejected/limit-range"
  | "rejected/security-context-constraint"
  | "rejected/unknown"
  | "crash/out-of-memory"
  | "crash/exit"
  | "crash/liveness"
  | "crash/not-executable"
  | "crash/ended"
  | "crash/hook"
  | "pending/resources"
  | "pending/taint"
  | "pending/selector"
  | "pending/volume"
  | "pending/no-scheduler"
  | "pending/sandbox"
  | "pending/unknown"
  | "node/not-ready"
  | "node/evicted"
  | "rollout/not-ready"
  | "rollout/stuck"
  | "rollout/job-failed";

/** A workload, by the object that people write: the Deployment, not its pods. */
export interface WorkloadName {
  readonly groupKind: GroupKind;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The very words on which a diagnosis rests. */
export interface Evidence {
  /** `Pod shop/api-6f5d-x`. */
  readonly object: string;
  /** The event's reason (`event FailedMount`) or the field (`status.containerStatuses[0].state.waiting`). */
  readonly place: string;
  /** As the cluster wrote it, one line; empty where the place says it all. */
  readonly text: string;
}

/** Why a workload does not run, or is not reached. */
export interface Diagnosis {
  readonly pattern: PatternId;
  readonly workload: WorkloadName;
  /** Pods that show it; empty where it is not about pods. */
  readonly pods: readonly string[];
  /** One or two sentences: the cause, and what puts it right. */
  readonly cause: string;
  readonly evidence: readonly Evidence[];
  /** Commands to copy, the most telling first. */
  readonly commands: readonly string[];
  /** Where in the workload the fault lies. */
  readonly path?: Path;
  /** Rules that say the same of a manifest, and offer its fix. */
  readonly rules: readonly RuleId[];
}
