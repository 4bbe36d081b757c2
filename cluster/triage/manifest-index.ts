import { type ManifestFile, readManifestFile } from "../../engine/analyze-file";
import type { Path } from "../../engine/json";
import { type GroupKind, groupKind, type Resource } from "../../engine/kubernetes/resource";
import { locate } from "../../engine/yaml/locate";
import { createLineIndex, type Position } from "../../engine/yaml/text-position";

/** A place in a manifest of the workspace. Lines and columns are 0-based, UTF-16. */
export interface ManifestPlace {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A resource of the workspace, with where it stands. */
export interface ManifestResource {
  readonly file: string;
  readonly resource: Resource;
  /** The place of a path in it, or of the nearest that is written. */
  place(path: Path): ManifestPlace;
}

/** Resources of a workspace by identity. */
export interface ManifestIndex {
  readonly resources: readonly ManifestResource[];
  /** The resource that becomes this object; one without a namespace fits any. */
  find(kind: GroupKind, namespace: string, name: string): ManifestResource | undefined;
}

/** Reads the manifests of a workspace. @param files name and text, in the order of their names */
export function createManifestIndex(
  files: readonly { readonly name: string; readonly text: string }[],
): ManifestIndex {
  const resources = files.flatMap(({ name, text }) => resourcesIn(readManifestFile(name, text)));
  const byName = new Map<string, ManifestResource[]>();
  for (const each of resources) {
    const key = `${groupKind(each.resource)}\n${each.resource.name ?? ""}`;
    byName.set(key, [...(byName.get(key) ?? []), each]);
  }
  return {
    resources,
    find(kind, namespace, name) {
      const named = byName.get(`${kind}\n${name}`) ?? [];
      return (
        named.find(({ resource }) => resource.namespace === namespace) ??
        named.find(({ resource }) => resource.namespace === undefined)
      );
    },
  };
}

function resourcesIn(file: ManifestFile): ManifestResource[] {
  const lines = createLineIndex(file.text);
  return file.documents.flatMap((document) =>
    document.class !== "resources"
      ? []
      : document.resources.map((resource) => ({
          file: file.file,
          resource,
          place(path: Path) {
            const { start, end } = locate(document.yaml, resource.base, path, "value");
            const shift = document.slice.start;
            return {
              file: file.file,
              start: lines.position(start + shift),
              end: lines.position(end + shift),
            };
          },
        })),
  );
}
