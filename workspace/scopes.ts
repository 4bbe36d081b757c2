import { posix } from "node:path";
import type { ManifestFile } from "../engine/analyze-file";
import type { Fact } from "../engine/inventory/fact";
import { createInventory, type Inventory } from "../engine/inventory/inventory";
import { isObject, type JsonObject } from "../engine/json";
import { FILE_KINDS } from "../engine/kubernetes/classify";
import { listAt, mapsAt, stringAt, stringsAt } from "../engine/kubernetes/fields";
import { groupKind } from "../engine/kubernetes/resource";

/** A deployment among the files of a workspace: the files that live together. Paths have forward slashes. */
export interface Scope {
  /** The folder that declares it, relative to the workspace; `""` for the workspace itself. */
  readonly name: string;
  /** Whether all that will be deployed is in sight. */
  readonly closed: boolean;
  readonly files: ReadonlySet<string>;
  /** The namespace that a kustomization gives to everything in it. */
  readonly namespace: string | undefined;
}

/** What kustomizations say of the files around them. */
export interface Kustomizations {
  readonly scopes: readonly Scope[];
  /** Files that are patches: partial manifests. */
  readonly patchFiles: ReadonlySet<string>;
}

/** Reads the kustomizations among some files. Missing, remote and cyclic references are left out. */
export function readKustomizations(
  files: readonly Pick<ManifestFile, "file" | "documents">[],
): Kustomizations {
  const byFolder = new Map<string, JsonObject>();
  for (const file of files) {
    const resource = file.documents[0]?.resources[0];
    if (!resource || groupKind(resource) !== FILE_KINDS.kustomization) continue;
    if (/(^|\/)[Kk]ustomization(\.ya?ml)?$/.test(file.file))
      byFolder.set(folderOf(file.file), resource.object);
  }
  const known = new Set(files.map(({ file }) => file));
  const parts = partFolders(byFolder);
  const patchFiles = new Set<string>();
  const scopes: Scope[] = [];
  for (const [folder, object] of byFolder) {
    for (const patch of patchPaths(object)) patchFiles.add(join(folder, patch));
    const scopeFiles = new Set<string>();
    collect(folder, byFolder, known, scopeFiles, new Set());
    scopes.push({
      name: folder,
      closed: !parts.has(folder),
      files: scopeFiles,
      namespace: stringAt(object, "namespace"),
    });
  }
  return { scopes: scopes.sort((a, b) => (a.name < b.name ? -1 : 1)), patchFiles };
}

/** The kustomizations that are parts of another one: what they lack comes from around them. */
function partFolders(byFolder: ReadonlyMap<string, JsonObject>): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const [folder, object] of byFolder) {
    for (const field of ["resources", "bases", "components"])
      for (const entry of stringsAt(object, field)) {
        const path = join(folder, entry);
        if (path !== folder && byFolder.has(path)) parts.add(path);
      }
  }
  return parts;
}

function collect(
  folder: string,
  byFolder: ReadonlyMap<string, JsonObject>,
  known: ReadonlySet<string>,
  into: Set<string>,
  seen: Set<string>,
): void {
  const object = byFolder.get(folder);
  if (!object || seen.has(folder)) return;
  seen.add(folder);
  for (const field of ["resources", "bases", "components", "crds"]) {
    for (const entry of stringsAt(object, field)) {
      const path = join(folder, entry);
      if (known.has(path)) into.add(path);
      else if (byFolder.has(path)) collect(path, byFolder, known, into, seen);
    }
  }
  for (const name of ["kustomization.yaml", "kustomization.yml", "Kustomization"])
    if (known.has(join(folder, name))) into.add(join(folder, name));
}

function patchPaths(object: JsonObject): string[] {
  return [
    ...stringsAt(object, "patchesStrategicMerge").filter((entry) => !entry.includes("\n")),
    ...mapsAt(object, "patches").flatMap(({ value }) => stringAt(value, "path") ?? []),
    ...mapsAt(object, "patchesJson6902").flatMap(({ value }) => stringAt(value, "path") ?? []),
    ...listAt(object, "replacements").flatMap((entry) =>
      isObject(entry) ? (stringAt(entry, "path") ?? []) : [],
    ),
  ];
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "" : file.slice(0, slash);
}

function join(folder: string, entry: string): string {
  const path = posix.normalize(posix.join(folder, entry));
  return path === "." ? "" : path.replace(/\/$/, "");
}

/**
 * Builds the inventory of every scope: each kustomization and each declared folder is closed; the files in none of
 * them form the open scope of the workspace.
 *
 * @param declared folders that the configuration declares as deployed whole
 */
export function buildInventories(
  facts: readonly Fact[],
  kustomizations: Kustomizations,
  declared: readonly string[] = [],
): Inventory[] {
  const byFile = new Map<string, Fact[]>();
  for (const fact of facts) {
    const list = byFile.get(fact.source.file);
    if (list) list.push(fact);
    else byFile.set(fact.source.file, [fact]);
  }
  const covered = new Set<string>();
  const inventories: Inventory[] = [];
  const folders: Scope[] = declared.map((name) => ({
    name,
    closed: true,
    files: new Set([...byFile.keys()].filter((file) => name === "" || file.startsWith(`${name}/`))),
    namespace: undefined,
  }));
  for (const scope of [...kustomizations.scopes, ...folders]) {
    const own = [...scope.files].flatMap((file) => byFile.get(file) ?? []);
    for (const file of scope.files) covered.add(file);
    inventories.push(
      createInventory(
        scope.name,
        scope.closed,
        own.map((fact) => inNamespace(fact, scope.namespace)),
      ),
    );
  }
  const rest = facts.filter((fact) => !covered.has(fact.source.file));
  if (rest.length > 0) inventories.push(createInventory("", false, rest));
  return inventories;
}

/** Kinds that a kustomization's `namespace` does not move. */
const CLUSTER_SCOPED = new Set([
  "Namespace",
  "PersistentVolume",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "storage.k8s.io/StorageClass",
  "scheduling.k8s.io/PriorityClass",
  "networking.k8s.io/IngressClass",
  "gateway.networking.k8s.io/GatewayClass",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
]);

function inNamespace(fact: Fact, namespace: string | undefined): Fact {
  return namespace === undefined || CLUSTER_SCOPED.has(fact.groupKind) ? fact : { ...fact, namespace };
}
