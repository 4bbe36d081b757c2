import { posix } from "node:path";
import { type FileDocument, readManifestFile } from "../engine/analyze-file";
import {
  readJsonPatch,
  readMergePatch,
  readPatchTarget,
  readReplacement,
  type VisiblePatch,
} from "../engine/inventory/visible-patch";
import { isObject, type JsonObject, type JsonValue } from "../engine/json";
import { FILE_KINDS } from "../engine/kubernetes/classify";
import { hasMap, listAt, mapsAt, stringAt, stringsAt } from "../engine/kubernetes/fields";
import { type GroupKind, groupKind } from "../engine/kubernetes/resource";
import { isRemote } from "./kustomization-entries";

/** Whether a file is a kustomization, by its name. */
export function isKustomizationFile(file: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(file);
}

/** A file as scopes are read from it. Only kustomizations and patches are looked into; others may come by name alone. */
export interface ScopeFile {
  readonly file: string;
  readonly text?: string;
  /** Empty where they were dropped; they are then read from the text. */
  readonly documents: readonly FileDocument[];
  /** A part of it could not be read, or is a template; known where `documents` were dropped. */
  readonly isPartial?: boolean;
}

/** A kustomization with what it refers to. Paths have forward slashes and are named as the files are. */
export interface KustomizationNode {
  /** The folder; `""` for the workspace itself. */
  readonly folder: string;
  /** The kustomization file. */
  readonly file: string;
  readonly object: JsonObject;
  /** What it collects, in order: files with resources and other kustomizations. */
  readonly resources: readonly (string | KustomizationNode)[];
  readonly components: readonly KustomizationNode[];
  readonly patches: readonly VisiblePatch[];
  /** Files that it reads as patches. */
  readonly patchFiles: readonly string[];
  /** Why not all that will be deployed is in sight; of this kustomization alone. */
  readonly limits: readonly string[];
  /** What only rendering decides, of this kustomization alone: patches, replacements, plugins. */
  readonly undecided: readonly string[];
}

/** The kustomizations among some files. */
export interface KustomizationTrees {
  /** Those that no other one refers to: what is deployed. A component alone is none. */
  readonly roots: readonly KustomizationNode[];
  /** Files that are patches of any kustomization: partial manifests. */
  readonly patchFiles: ReadonlySet<string>;
}

/** Fields whose entries are resources or folders with kustomizations. */
const RESOURCE_FIELDS = ["resources", "bases", "crds"] as const;

/** Fields that make or change resources by programs or other configuration, which is not read here. */
const PROGRAM_FIELDS = [
  "generators",
  "transformers",
  "validators",
  "helmCharts",
  "helmChartInflationGenerator",
  "configurations",
] as const;

const KINDS: ReadonlySet<GroupKind> = new Set([
  FILE_KINDS.kustomization,
  "kustomize.config.k8s.io/Component",
]);

/** Reads the kustomizations among some files. Never throws: what is missing, remote or cyclic becomes a limit. */
export function readKustomizationTrees(files: readonly ScopeFile[]): KustomizationTrees {
  const known = new Map(files.map((file) => [file.file, file]));
  const objects = new Map<string, KnownKustomization>();
  for (const file of files) {
    if (!isKustomizationFile(file.file)) continue;
    const resource = documentsOf(file)[0]?.resources[0];
    const folder = folderOf(file.file);
    if (!resource || !KINDS.has(groupKind(resource)) || objects.has(folder)) continue;
    const { object } = resource;
    objects.set(folder, { file: file.file, object, ...readPatches(folder, object, known) });
  }
  const context: Context = { known, objects, made: new Map(), steps: 0 };
  const referred = new Set<string>();
  for (const [folder, { object }] of objects)
    for (const path of referencesOf(folder, object)) if (path !== folder) referred.add(path);
  const reached = new Set<string>();
  const roots: KustomizationNode[] = [];
  const take = (folder: string) => {
    const node = build(folder, context, [])?.node;
    if (!node) return;
    markReached(node, reached);
    roots.push(node);
  };
  for (const [folder, { object }] of objects)
    if (!referred.has(folder) && stringAt(object, "kind") !== "Component") take(folder);
  // What is left lies on a cycle, or below one.
  for (const folder of [...objects.keys()].sort())
    if (referred.has(folder) && !reached.has(folder) && isOnCycle(folder, objects)) take(folder);
  return {
    roots: roots.sort((a, b) => (a.folder < b.folder ? -1 : 1)),
    patchFiles: new Set([...objects.values()].flatMap(({ patchFiles }) => patchFiles)),
  };
}

interface KnownKustomization {
  readonly file: string;
  readonly object: JsonObject;
  readonly patches: readonly VisiblePatch[];
  readonly patchFiles: readonly string[];
}

interface Context {
  readonly known: ReadonlyMap<string, ScopeFile>;
  readonly objects: ReadonlyMap<string, KnownKustomization>;
  /** Nodes that look the same from wherever they are referred to. */
  readonly made: Map<string, Built>;
  steps: number;
}

interface Built {
  readonly node: KustomizationNode;
  /** Whether a cycle was cut in it. */
  readonly isCut: boolean;
}

/** Kustomizations that are followed at most: cycles through many of them have no end otherwise. */
const MAX_STEPS = 10_000;

function build(folder: string, context: Context, above: readonly string[]): Built | undefined {
  const made = context.made.get(folder);
  if (made) return made;
  const found = context.objects.get(folder);
  if (!found || context.steps++ > MAX_STEPS) return undefined;
  const { object } = found;
  const path = [...above, folder];
  const limits: string[] = [];
  let isCut = false;
  const follow = (entry: string, field: string): string | KustomizationNode | undefined => {
    const target = joinPath(folder, entry);
    const file = field === "components" ? undefined : context.known.get(target);
    if (isRemote(entry)) limits.push(`${describe(entry)} is remote`);
    else if (path.includes(target)) {
      isCut = true;
      limits.push(`${describe(entry)} leads back to it`);
    } else if (file) {
      if (hasUnread(file)) limits.push(`${describe(entry)} cannot be read as a whole`);
      return target;
    } else {
      const child = build(target, context, path);
      if (child?.isCut) isCut = true;
      if (child) return child.node;
      limits.push(`${describe(entry)} is not in sight`);
    }
    return undefined;
  };
  const resources = RESOURCE_FIELDS.flatMap((field) =>
    stringsAt(object, field).flatMap((entry) => follow(entry, field) ?? []),
  );
  const components = stringsAt(object, "components").flatMap((entry) => {
    const node = follow(entry, "components");
    return typeof node === "object" ? [node] : [];
  });
  for (const field of [...PROGRAM_FIELDS, "helmGlobals"])
    if (listAt(object, field).length > 0 || hasMap(object, field))
      limits.push(`what its ${field} do is known only when it is rendered`);
  for (const patch of found.patchFiles)
    if (!context.known.has(patch)) limits.push(`the patch ${patch} is not in sight`);
  const undecided = UNDECIDED.filter((field) => listAt(object, field).length > 0);
  const built = { node: { folder, ...found, resources, components, limits, undecided }, isCut };
  if (!isCut || above.length === 0) context.made.set(folder, built);
  return built;
}

const UNDECIDED = [
  "patches",
  "patchesStrategicMerge",
  "patchesJson6902",
  "replacements",
  "vars",
  ...PROGRAM_FIELDS,
] as const;

/** How a reason names an entry: without user information or a query, and not too long. */
function describe(entry: string): string {
  const plain = entry.replace(/\/\/[^/@\s]*@/, "//").replace(/\?.*$/s, "");
  return plain.length > 120 ? `${plain.slice(0, 117)}…` : plain;
}

/** The paths that a kustomization refers to as other kustomizations or resources. */
function referencesOf(folder: string, object: JsonObject): string[] {
  return [...RESOURCE_FIELDS, "components"].flatMap((field) =>
    stringsAt(object, field)
      .filter((entry) => !isRemote(entry))
      .map((entry) => joinPath(folder, entry)),
  );
}

function isOnCycle(folder: string, objects: Context["objects"]): boolean {
  const seen = new Set<string>();
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    const found = objects.get(current);
    if (!found) continue;
    for (const path of referencesOf(current, found.object)) {
      if (path === folder) return true;
      if (seen.has(path)) continue;
      seen.add(path);
      pending.push(path);
    }
  }
  return false;
}

function markReached(node: KustomizationNode, reached: Set<string>): void {
  if (reached.has(node.folder)) return;
  reached.add(node.folder);
  for (const each of [...node.resources, ...node.components])
    if (typeof each === "object") markReached(each, reached);
}

/** Whether a part of a file could not be read, or is a template. */
function hasUnread(file: ScopeFile | undefined): boolean {
  if (!file) return false;
  return file.isPartial || file.documents.some(({ yaml }) => yaml.problems.length > 0 || yaml.template);
}

function readPatches(
  folder: string,
  object: JsonObject,
  known: ReadonlyMap<string, ScopeFile>,
): { patches: VisiblePatch[]; patchFiles: string[] } {
  const patches: VisiblePatch[] = [];
  const patchFiles: string[] = [];
  const add = (values: readonly (JsonValue | undefined)[], target: JsonObject | undefined) => {
    const wanted = target && readPatchTarget(target);
    for (const value of values) {
      const patch = Array.isArray(value)
        ? readJsonPatch(value, wanted ?? readPatchTarget({}))
        : readMergePatch(value, wanted);
      if (patch) patches.push(patch);
      else if (wanted) patches.push({ target: wanted, isOpaque: true });
    }
  };
  const read = (entry: string): readonly (JsonValue | undefined)[] => {
    const path = joinPath(folder, entry);
    const file = known.get(path);
    patchFiles.push(path);
    const values = file ? documentsOf(file).map(({ yaml }) => yaml.value) : [];
    return values.length > 0 ? values : [undefined];
  };
  const inline = (text: string) => readManifestFile("patch", text).documents.map(({ yaml }) => yaml.value);
  for (const entry of listAt(object, "patchesStrategicMerge")) {
    if (isObject(entry)) add([entry], undefined);
    else if (typeof entry === "string") add(entry.includes("\n") ? inline(entry) : read(entry), undefined);
  }
  for (const { value } of [...mapsAt(object, "patches"), ...mapsAt(object, "patchesJson6902")]) {
    const target = isObject(value.target) ? value.target : undefined;
    const path = stringAt(value, "path");
    const patch = stringAt(value, "patch");
    if (path) add(read(path), target);
    if (patch) add(inline(patch), target);
  }
  for (const entry of mapsAt(object, "replacements")) {
    const path = stringAt(entry.value, "path");
    const values = path ? read(path) : [entry.value];
    for (const value of values.flat()) if (isObject(value)) patches.push(...readReplacement(value));
  }
  return { patches, patchFiles };
}

/** The documents of a file; those of a file that was kept without them are read from its text. */
function documentsOf({ file, text = "", documents }: ScopeFile): readonly FileDocument[] {
  return documents.length > 0 || text.trim() === "" ? documents : readManifestFile(file, text).documents;
}

/** The folder of a file; `""` for the workspace itself. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "" : file.slice(0, slash);
}

/** A path relative to a folder, as files are named. */
export function joinPath(folder: string, entry: string): string {
  const path = posix.normalize(posix.join(folder, entry));
  return path === "." ? "" : path.replace(/\/$/, "");
}
