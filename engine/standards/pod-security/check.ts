import type { Path } from "../../json";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import type { Container, PodTemplate } from "../../kubernetes/pod-template";
import { rememberLast } from "../../remember";

/** A level of the Pod Security Standards that refuses something; `privileged` refuses nothing. */
export type PodSecurityLevel = "baseline" | "restricted";

/** The checks of the Pod Security Standards, by the ids that Kubernetes gives them. */
export type PodSecurityCheckId =
  | "allowPrivilegeEscalation"
  | "appArmorProfile"
  | "capabilities_baseline"
  | "capabilities_restricted"
  | "hostNamespaces"
  | "hostPathVolumes"
  | "hostPorts"
  | "hostProbesAndHostLifecycle"
  | "privileged"
  | "procMount"
  | "procMount_restricted"
  | "restrictedVolumes"
  | "runAsNonRoot"
  | "runAsUser"
  | "seLinuxOptions"
  | "seccompProfile_baseline"
  | "seccompProfile_restricted"
  | "sysctls"
  | "windowsHostProcess";

/** One thing about a pod that a check refuses. */
export interface PodSecurityOffence {
  /** The offending value, or the missing field where it belongs; relative to the resource. */
  readonly path: Path;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  /** The container at fault; absent where a field of the pod is. */
  readonly container?: Container;
  /** Nothing forbidden is written: a required field is missing. */
  readonly missing?: true;
  /** What a default of the API brings about: nothing is written, and the cause is another field. */
  readonly defaulted?: true;
}

/** Everything that a check, in one of its versions, refuses about a pod. */
export type PodSecurityFinder = (pod: PodTemplate) => PodSecurityOffence[];

/** A check from one version of Kubernetes until the next entry, or for good. */
export interface PodSecurityCheckVersion {
  readonly from: KubernetesMinor;
  readonly find: PodSecurityFinder;
}

/**
 * A check of the Pod Security Standards, as admission applies it.
 * Source: k8s.io/pod-security-admission, package policy; one file there is one file here.
 */
export interface PodSecurityCheck {
  readonly id: PodSecurityCheckId;
  readonly level: PodSecurityLevel;
  /** By rising version. Before the first one the check does not exist. */
  readonly versions: readonly PodSecurityCheckVersion[];
  /** Baseline checks that the level restricted leaves out, because this one stands in for them. */
  readonly overrides?: readonly PodSecurityCheckId[];
}

/** What a check refuses about a pod at a version of Kubernetes; nothing at versions that lack the check. */
export function offencesAt(
  check: PodSecurityCheck,
  pod: PodTemplate,
  minor: KubernetesMinor,
): readonly PodSecurityOffence[] {
  const version = check.versions.findLast(({ from }) => from <= minor);
  if (!version) return [];
  const found = offencesOf(pod);
  const known = found.get(version);
  if (known) return known;
  const offences = version.find(pod);
  found.set(version, offences);
  return offences;
}

/** What the checks have found in the pod that is judged: several rules ask for the same check. */
const offencesOf = rememberLast(
  (_pod: PodTemplate) => new Map<PodSecurityCheckVersion, readonly PodSecurityOffence[]>(),
);
