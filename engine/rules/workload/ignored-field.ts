import type { Path } from "../../json";
import { booleanAt, hasMap, mapsAt } from "../../kubernetes/fields";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import type { PodTemplate } from "../../kubernetes/pod-template";
import { APP_ARMOR_ANNOTATION_PREFIX } from "../../standards/pod-security/app-armor-profile";
import {
  SECCOMP_CONTAINER_ANNOTATION_PREFIX,
  SECCOMP_POD_ANNOTATION,
} from "../../standards/pod-security/seccomp-profile-baseline";
import { securityContextParts } from "../../standards/pod-security/security-contexts";
import { definePodRule } from "../define-rule";

/** Something written that API servers of some versions drop or do not read. */
interface Ignored {
  /** Whether the version ignores it. Sources: the feature gates of kube-apiserver; KEP-24, KEP-127, KEP-135, KEP-4639. */
  readonly ignores: (minor: KubernetesMinor) => boolean;
  readonly find: (pod: PodTemplate) => Path[];
  readonly message: string;
}

const hasAnnotation = (pod: PodTemplate, ...prefixes: readonly string[]) =>
  Object.keys(pod.annotations).some((key) => prefixes.some((prefix) => key.startsWith(prefix)));

const seccompAnnotations = (pod: PodTemplate) =>
  Object.keys(pod.annotations).filter(
    (key) => key === SECCOMP_POD_ANNOTATION || key.startsWith(SECCOMP_CONTAINER_ANNOTATION_PREFIX),
  );

const IGNORED: readonly Ignored[] = [
  {
    ignores: (minor) => minor >= 27,
    // Beside the field the annotation is a leftover without effect.
    find: (pod) =>
      securityContextParts(pod, "seccompProfile").length > 0
        ? []
        : seccompAnnotations(pod).map((key) => pod.metadataAt("annotations", key)),
    message: "the seccomp annotation is not read from 1.27 on: set securityContext.seccompProfile",
  },
  {
    ignores: (minor) => minor < 19,
    find: (pod) =>
      hasAnnotation(pod, SECCOMP_POD_ANNOTATION, SECCOMP_CONTAINER_ANNOTATION_PREFIX)
        ? []
        : securityContextParts(pod, "seccompProfile").map(({ path }) => path),
    message: "seccompProfile does not exist before 1.19 and is dropped: use the annotation",
  },
  {
    ignores: (minor) => minor < 30,
    find: (pod) =>
      hasAnnotation(pod, APP_ARMOR_ANNOTATION_PREFIX)
        ? []
        : securityContextParts(pod, "appArmorProfile").map(({ path }) => path),
    message: "appArmorProfile does not exist before 1.30 and is dropped: use the annotation",
  },
  {
    ignores: (minor) => minor < 33,
    find: (pod) => (booleanAt(pod.spec, "hostUsers") === false ? [pod.at("hostUsers")] : []),
    message:
      "user namespaces are off by default before 1.33: the API server drops hostUsers and root is the node's root",
  },
  {
    ignores: (minor) => minor < 35,
    find: (pod) =>
      mapsAt(pod.spec, "volumes")
        .filter(({ value }) => hasMap(value, "image"))
        .map(({ index }) => pod.at("volumes", index, "image")),
    message:
      "image volumes are off by default before 1.35: the API server drops the source and mounts an empty folder",
  },
];

/** Hardening that the API server of the chosen version does not read. */
export const ignoredField = definePodRule({
  id: "workload/ignored-field",
  title: "The API server of this version ignores a security field",
  severity: "medium",
  why: "The manifest looks hardened while the pod is not: the field is dropped without an error.",
  remediation:
    "Use the form that the cluster's version reads, or raise `kubernetesVersion` to the cluster's.",
  standards: { mitre: ["T1611"], owasp: ["K01"] },
  equivalents: { kubeaudit: ["SeccompDeprecatedAnnotations"] },
  controls: ["seccomp-unconfined", "user-namespaces-hostusers-false"],
  waive: "Clusters of that version with the feature gate switched on.",
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { ignores, find, message } of IGNORED) {
      if (!ignores(options.kubernetesVersion)) continue;
      for (const path of find(pod)) report({ path, message, target: "key" });
    }
  },
});
