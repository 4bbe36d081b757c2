import type { PodData } from "../inventory/extractors/workload";
import type { Fact } from "../inventory/fact";
import type { Path } from "../json";
import { type KubernetesMinor, parseKubernetesVersion } from "../kubernetes/kubernetes-version";
import type { PodSecurityCheckId, PodSecurityLevel } from "../standards/pod-security/check";
import { podSecurityViolations } from "../standards/pod-security/violations";
import { placeInWorkload, podOfFact } from "./pod-of-fact";

/** What a namespace enforces by its labels. */
export interface EnforcedLevel {
  readonly level: PodSecurityLevel;
  readonly minor: KubernetesMinor;
  /** `restricted:latest`, as the API server writes it. */
  readonly text: string;
}

const PREFIX = "pod-security.kubernetes.io/enforce";

/**
 * The level that a Namespace enforces, or `undefined` where it refuses nothing. A version that is not written, not
 * understood or newer than the cluster's is the cluster's own.
 */
export function enforcedLevel(namespace: Fact, cluster: KubernetesMinor): EnforcedLevel | undefined {
  const level = namespace.labels[PREFIX];
  if (level !== "baseline" && level !== "restricted") return undefined;
  const version = namespace.labels[`${PREFIX}-version`] ?? "latest";
  const minor = Math.min(parseKubernetesVersion(version) ?? cluster, cluster);
  return { level, minor, text: `${level}:${version}` };
}

/** A reason for which a pod is refused, with its place in the workload. */
export interface RefusedField {
  readonly check: PodSecurityCheckId;
  readonly path: Path;
  readonly message: string;
}

/** Why a namespace's level refuses a pod template; empty exactly where it admits it. */
export function refusedFields(pod: PodData, { level, minor }: EnforcedLevel): RefusedField[] {
  const template = podOfFact(pod);
  if (!template) return [];
  return podSecurityViolations(template, level, minor).map(({ check, path, message }) => ({
    check,
    path: placeInWorkload(pod, path),
    message,
  }));
}
