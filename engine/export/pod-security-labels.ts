import { stringify } from "yaml";
import type { JsonObject } from "../json";
import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import { podTemplatesOf } from "../kubernetes/pod-template";
import type { Resource } from "../kubernetes/resource";
import { isSystemNamespace } from "../kubernetes/system-namespaces";
import { type POD_SECURITY_LEVELS, POD_SECURITY_PREFIX } from "../rules/admission/pod-security-labels";
import type { PodSecurityLevel } from "../standards/pod-security/check";
import { podSecurityViolations } from "../standards/pod-security/violations";
import { yamlComment } from "./yaml-comment";

type Level = (typeof POD_SECURITY_LEVELS)[number];

/** A resource with the file that it was read from. */
export interface LocatedResource {
  readonly resource: Resource;
  readonly file: string;
}

/** A workload that would not pass a level, and why. */
export interface LevelObstacle {
  readonly level: PodSecurityLevel;
  /** `Deployment "api" (deploy/api.yaml)` */
  readonly workload: string;
  readonly reasons: readonly string[];
}

/** What Pod Security may enforce in a namespace without refusing a workload that is in sight. */
export interface NamespaceLevels {
  readonly name: string;
  /** The strictest level that every workload passes. */
  readonly passes: Level;
  /** What keeps the namespace from the levels above, baseline first. */
  readonly obstacles: readonly LevelObstacle[];
  /** The Namespace with its labels. */
  readonly manifest: JsonObject;
}

/** How to label. */
export interface LabelRequest {
  readonly kubernetesVersion: KubernetesMinor;
  /**
   * Whether the profile refuses anything. Where it does, the level that the workloads pass is enforced; else baseline
   * at most, so that development is warned of what production refuses.
   */
  readonly blocks: boolean;
  /** The namespace of workloads that name none; without it they are left out. */
  readonly namespace?: string;
}

/** The namespaces of some resources, by name; those of the system are left out. */
export function namespaceLevels(
  located: readonly LocatedResource[],
  request: LabelRequest,
): NamespaceLevels[] {
  const workloads = new Map<string, LocatedResource[]>();
  const namespaces = new Map<string, Resource>();
  for (const each of located) {
    const { kind, group, name } = each.resource;
    if (kind === "Namespace" && group === "" && name) namespaces.set(name, each.resource);
    const namespace = each.resource.namespace ?? request.namespace;
    if (namespace === undefined || podTemplatesOf(each.resource).length === 0) continue;
    workloads.set(namespace, [...(workloads.get(namespace) ?? []), each]);
  }
  return [...new Set([...workloads.keys(), ...namespaces.keys()])]
    .filter((name) => !isSystemNamespace(name))
    .sort()
    .map((name) => levelsOf(name, workloads.get(name) ?? [], namespaces.get(name), request));
}

/** The workloads that name no namespace, so that no label can be worked out for them. */
export function withoutNamespace(located: readonly LocatedResource[]): LocatedResource[] {
  return located.filter(
    ({ resource }) => resource.namespace === undefined && podTemplatesOf(resource).length > 0,
  );
}

function levelsOf(
  name: string,
  workloads: readonly LocatedResource[],
  declared: Resource | undefined,
  request: LabelRequest,
): NamespaceLevels {
  const obstacles = (["baseline", "restricted"] as const).flatMap((level) =>
    workloads.flatMap((workload) => obstacleOf(workload, level, request.kubernetesVersion) ?? []),
  );
  const fails = (level: PodSecurityLevel) => obstacles.some((each) => each.level === level);
  const passes: Level = fails("baseline") ? "privileged" : fails("restricted") ? "baseline" : "restricted";
  const enforced = !request.blocks && passes === "restricted" ? "baseline" : passes;
  const version = `v1.${request.kubernetesVersion}`;
  const labels: Record<string, string> = {};
  for (const [mode, level] of [
    ["enforce", enforced],
    ["audit", "restricted"],
    ["warn", "restricted"],
  ] as const) {
    labels[`${POD_SECURITY_PREFIX}${mode}`] = level;
    labels[`${POD_SECURITY_PREFIX}${mode}-version`] = version;
  }
  const annotations = { ...declared?.annotations };
  return {
    name,
    passes,
    // What fails baseline fails restricted too, and is named once.
    obstacles: obstacles.filter(
      (each) =>
        each.level === "baseline" ||
        !obstacles.some((other) => other.level === "baseline" && other.workload === each.workload),
    ),
    manifest: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name,
        labels: { ...declared?.labels, ...labels },
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
    },
  };
}

function obstacleOf(
  { resource, file }: LocatedResource,
  level: PodSecurityLevel,
  minor: KubernetesMinor,
): LevelObstacle | undefined {
  const reasons = podTemplatesOf(resource).flatMap((pod) =>
    podSecurityViolations(pod, level, minor).map(({ message }) => message),
  );
  if (reasons.length === 0) return undefined;
  return { level, workload: `${resource.kind} "${resource.name ?? "?"}" (${file})`, reasons };
}

/** The namespaces as manifests; comments say what keeps each from a stricter level. */
export function namespaceLevelsText(levels: readonly NamespaceLevels[], heading: readonly string[]): string {
  const documents = levels.map(({ name, passes, obstacles, manifest }) => {
    const lines = [
      `${name}: every workload in sight passes ${passes}`,
      ...obstacles.flatMap(({ level, workload, reasons }) => [
        `  not ${level}: ${workload}`,
        ...reasons.map((reason) => `    ${reason}`),
      ]),
    ];
    return `${lines.map(yamlComment).join("")}${stringify(manifest, { lineWidth: 0 })}`;
  });
  return `${heading.map(yamlComment).join("")}${documents.join("---\n")}`;
}
