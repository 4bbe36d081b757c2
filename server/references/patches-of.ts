import { type JsonValue, type Path, valueAt } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import { groupKind } from "../../engine/kubernetes/resource";
import type { ReferenceTarget } from "../../engine/references/reference";
import type { Folder } from "../folders";
import type { Session } from "../session";

/** A place in a patch, or in a kustomization, that names a resource to be patched. */
export interface PatchPlace {
  readonly file: string;
  readonly document: number;
  /** From the root of the document. */
  readonly path: Path;
  /** Why it cannot be rewritten, for the user. */
  readonly obstacle?: string;
}

const KUSTOMIZATION = /(^|\/)[Kk]ustomization(\.ya?ml)?$/;

/** Everything in the patches and kustomizations of a folder that names a resource by its kind and name. */
export function patchesOf(session: Session, folder: Folder, target: ReferenceTarget): PatchPlace[] {
  const index = session.indexes.of(folder);
  if (!index) return [];
  const kustomizations = index.names().filter((name) => KUSTOMIZATION.test(name));
  return [
    ...index.patchFiles().flatMap((name) => ofPatchFile(session, folder, name, target)),
    ...kustomizations.flatMap((name) => ofKustomization(session, folder, name, target)),
  ];
}

function ofPatchFile(session: Session, folder: Folder, name: string, target: ReferenceTarget): PatchPlace[] {
  const known = session.indexes.fileOf(folder, name);
  return (known?.file.documents ?? []).flatMap(({ resources }, document) =>
    resources
      .filter((each) => each.name === target.name && groupKind(each) === target.groupKind)
      .map(({ base }) => ({ file: name, document, path: [...base, "metadata", "name"] })),
  );
}

function ofKustomization(
  session: Session,
  folder: Folder,
  file: string,
  { name, groupKind: wanted }: ReferenceTarget,
): PatchPlace[] {
  const value = session.indexes.fileOf(folder, file)?.file.documents[0]?.yaml.value;
  const kind = wanted.slice(wanted.indexOf("/") + 1);
  const targets = ["patches", "patchesJson6902"].flatMap((list) =>
    mapsAt(value, list).flatMap(({ index, value: patch }): PatchPlace[] => {
      const meant = stringAt(patch, "target", "kind");
      if (stringAt(patch, "target", "name") === name && (meant === undefined || meant === kind))
        return [{ file, document: 0, path: [list, index, "target", "name"] }];
      return [];
    }),
  );
  const inline = mapsAt(value, "patches").some(({ value: patch }) =>
    holdsWord(stringAt(patch, "patch"), name),
  );
  const others = ["patchesStrategicMerge", "replacements", "vars"].some((field) =>
    mentions(valueAt(value, [field]), name),
  );
  if (!inline && !others) return targets;
  return [
    ...targets,
    {
      file,
      document: 0,
      path: [],
      obstacle: `${file} names "${name}" in an inline patch or a replacement: rename it by hand.`,
    },
  ];
}

function holdsWord(text: string | undefined, name: string): boolean {
  return (text ?? "").split(/[^-\w.]+/).includes(name);
}

function mentions(value: JsonValue | undefined, name: string): boolean {
  if (typeof value === "string") return value.includes("\n") ? holdsWord(value, name) : value === name;
  if (Array.isArray(value)) return value.some((each) => mentions(each, name));
  return (
    typeof value === "object" && value !== null && Object.values(value).some((each) => mentions(each, name))
  );
}
