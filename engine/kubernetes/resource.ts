import { isObject, type JsonObject, type JsonValue, type Path } from "../json";
import { listAt, stringAt, stringMapAt } from "./fields";

/** A Kubernetes resource as a manifest declares it: identity by group, version and kind, never by kind alone. */
export interface Resource {
  readonly apiVersion: string;
  /** `""` for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string | undefined;
  /** As written; absent is not `default`: Helm, Kustomize and Argo CD set it later. */
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly object: JsonObject;
  /** Where the resource stands in its document: `[]`, or `["items", n]` inside a List. */
  readonly base: Path;
}

/** A kind with its group, as `group/Kind`; core kinds are written alone: `"apps/Deployment"`, `"Service"`. */
export type GroupKind = string;

/** The `GroupKind` of a resource. */
export function groupKind(resource: Pick<Resource, "group" | "kind">): GroupKind {
  return resource.group === "" ? resource.kind : `${resource.group}/${resource.kind}`;
}

/** Splits `apps/v1` into group and version; core versions (`v1`) have the group `""`. */
export function parseApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf("/");
  return slash < 0
    ? { group: "", version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/**
 * The resources of a document: the object itself, or the items of a `List` (also `DeploymentList` and the like),
 * nested Lists included. Empty where the value is no Kubernetes object.
 */
export function resourcesOf(value: JsonValue | undefined, base: Path = []): Resource[] {
  if (!isObject(value)) return [];
  const apiVersion = stringAt(value, "apiVersion");
  const kind = stringAt(value, "kind");
  if (!apiVersion || !kind) return [];
  if (kind.endsWith("List") && Array.isArray(value.items)) {
    return listAt(value, "items").flatMap((item, index) => {
      const typed =
        isObject(item) && item.kind === undefined && kind !== "List"
          ? { apiVersion, kind: kind.slice(0, -4), ...item }
          : item;
      return base.length > 8 ? [] : resourcesOf(typed, [...base, "items", index]);
    });
  }
  return [createResource(value, apiVersion, kind, base)];
}

/** Makes a resource of an object whose identity is known otherwise (files without `apiVersion`, such as a `Chart.yaml`). */
export function createResource(
  object: JsonObject,
  apiVersion: string,
  kind: string,
  base: Path = [],
  name?: string,
): Resource {
  return {
    apiVersion,
    ...parseApiVersion(apiVersion),
    kind,
    name: name ?? stringAt(object, "metadata", "name"),
    namespace: stringAt(object, "metadata", "namespace") || undefined,
    labels: stringMapAt(object, "metadata", "labels"),
    annotations: stringMapAt(object, "metadata", "annotations"),
    object,
    base,
  };
}
