import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import type { PodTemplate } from "../../kubernetes/pod-template";
import {
  offencesAt,
  type PodSecurityCheck,
  type PodSecurityCheckId,
  type PodSecurityLevel,
  type PodSecurityOffence,
} from "./check";
import { podSecurityChecks } from "./checks";

/** One reason for which Pod Security admission refuses a pod. */
export interface PodSecurityViolation extends PodSecurityOffence {
  readonly check: PodSecurityCheckId;
}

/**
 * The checks that admission runs at a level and version: restricted includes baseline, without the checks that
 * restricted ones stand in for.
 */
export function podSecurityChecksAt(level: PodSecurityLevel, minor: KubernetesMinor): PodSecurityCheck[] {
  const existing = podSecurityChecks.filter(({ versions }) => versions.some(({ from }) => from <= minor));
  if (level === "baseline") return existing.filter((check) => check.level === "baseline");
  const overridden = new Set(existing.flatMap(({ overrides = [] }) => overrides));
  return existing.filter(({ id }) => !overridden.has(id));
}

/**
 * Why Pod Security admission of a version would refuse a pod; empty exactly where it would accept a pod that the API
 * server finds valid. The pod is judged as the API server does, defaults included. Versions newer than the newest
 * known one are judged as that one.
 */
export function podSecurityViolations(
  pod: PodTemplate,
  level: PodSecurityLevel,
  minor: KubernetesMinor,
): PodSecurityViolation[] {
  return podSecurityChecksAt(level, minor).flatMap((check) =>
    offencesAt(check, pod, minor).map((offence) => ({ check: check.id, ...offence })),
  );
}
