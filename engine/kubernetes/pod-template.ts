import { isObject, type JsonObject, type Path, valueAt } from "../json";
import { rememberLast } from "../remember";
import { mapsAt, stringAt, stringMapAt } from "./fields";
import { type GroupKind, groupKind, type Resource } from "./resource";

/** The lists of a pod spec that hold containers. */
export const CONTAINER_LISTS = ["containers", "initContainers", "ephemeralContainers"] as const;

/** One of the three container lists of a pod spec. */
export type ContainerList = (typeof CONTAINER_LISTS)[number];

/** A container of a pod template. Paths are relative to the resource. */
export interface Container {
  readonly list: ContainerList;
  readonly index: number;
  readonly name: string | undefined;
  readonly image: string | undefined;
  readonly spec: JsonObject;
  readonly path: Path;
  /** A path below this container. */
  at(...segments: Path): Path;
}

/** A pod as a resource declares it: the Pod itself or the template of a workload. Paths are relative to the resource. */
export interface PodTemplate {
  readonly resource: Resource;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  /** All containers of all three lists, in the order containers, initContainers, ephemeralContainers. */
  readonly containers: readonly Container[];
  /** `spec.os.name: windows`; such pods are exempt from Linux-only checks. */
  readonly isWindows: boolean;
  /** The path of the pod spec. */
  readonly path: Path;
  /** A path below the pod spec. */
  at(...segments: Path): Path;
  /** A path below the pod's own metadata (of the template, not of the workload). */
  metadataAt(...segments: Path): Path;
}

/**
 * Where each kind keeps the object that holds `metadata` and `spec` of its pods. Custom resources that embed a pod
 * template are listed too; Knative's carry no `metadata` that matters here but the same shape.
 */
const TEMPLATE_PATHS: Readonly<Record<GroupKind, readonly Path[]>> = {
  Pod: [[]],
  PodTemplate: [["template"]],
  ReplicationController: [["spec", "template"]],
  "apps/Deployment": [["spec", "template"]],
  "apps/ReplicaSet": [["spec", "template"]],
  "apps/StatefulSet": [["spec", "template"]],
  "apps/DaemonSet": [["spec", "template"]],
  "extensions/Deployment": [["spec", "template"]],
  "extensions/DaemonSet": [["spec", "template"]],
  "extensions/ReplicaSet": [["spec", "template"]],
  "batch/Job": [["spec", "template"]],
  "batch/CronJob": [["spec", "jobTemplate", "spec", "template"]],
  "argoproj.io/Rollout": [["spec", "template"]],
  "serving.knative.dev/Service": [["spec", "template"]],
  "serving.knative.dev/Configuration": [["spec", "template"]],
  "serving.knative.dev/Revision": [[]],
  "apps.openshift.io/DeploymentConfig": [["spec", "template"]],
  "apps.kruise.io/CloneSet": [["spec", "template"]],
  "apps.kruise.io/StatefulSet": [["spec", "template"]],
  "apps.kruise.io/DaemonSet": [["spec", "template"]],
};

/** Every kind whose pods are read, as `GroupKind`s. */
export const WORKLOAD_KINDS: readonly GroupKind[] = Object.keys(TEMPLATE_PATHS);

const NO_TEMPLATES: readonly PodTemplate[] = [];

/** The pod templates that a resource declares; empty for kinds that run no pods. */
export const podTemplatesOf: (resource: Resource) => readonly PodTemplate[] = rememberLast((resource) => {
  const paths = TEMPLATE_PATHS[groupKind(resource)];
  if (!paths) return NO_TEMPLATES;
  return paths.flatMap((path) => {
    const holder = valueAt(resource.object, path);
    const spec = valueAt(holder, ["spec"]);
    return isObject(spec) ? [createPodTemplate(resource, path, spec)] : [];
  });
});

function createPodTemplate(resource: Resource, holder: Path, spec: JsonObject): PodTemplate {
  const path = [...holder, "spec"];
  return {
    resource,
    labels: stringMapAt(resource.object, ...holder, "metadata", "labels"),
    annotations: stringMapAt(resource.object, ...holder, "metadata", "annotations"),
    spec,
    containers: CONTAINER_LISTS.flatMap((list) => containersOf(spec, path, list)),
    isWindows: stringAt(spec, "os", "name") === "windows",
    path,
    at: (...segments) => [...path, ...segments],
    metadataAt: (...segments) => [...holder, "metadata", ...segments],
  };
}

function containersOf(spec: JsonObject, specPath: Path, list: ContainerList): Container[] {
  return mapsAt(spec, list).map(({ index, value }) => {
    const path = [...specPath, list, index];
    return {
      list,
      index,
      name: stringAt(value, "name"),
      image: stringAt(value, "image"),
      spec: value,
      path,
      at: (...segments) => [...path, ...segments],
    };
  });
}

/** How a message names a container: by its name, else by its place. */
export function describeContainer(container: Container): string {
  return container.name ? `container "${container.name}"` : `${container.list}[${container.index}]`;
}
