import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import type { FileDocument } from "../../engine/analyze-file";
import { set } from "../../engine/fixes/change";
import type { Change } from "../../engine/fixes/fix";
import type { Inventory } from "../../engine/inventory/inventory";
import { type JsonValue, type Path, valueAt } from "../../engine/json";
import type { GroupKind } from "../../engine/kubernetes/resource";
import type { Definition, ReferenceTarget } from "../../engine/references/reference";
import { referenceGraph } from "../../engine/references/reference-graph";
import { editDocument } from "../../engine/yaml/edit";
import { locate } from "../../engine/yaml/locate";
import { applyTextEdits } from "../../engine/yaml/text-edit";
import { createLineIndex } from "../../engine/yaml/text-position";
import type { Folder } from "../folders";
import type { KnownFile } from "../index/indexes";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";
import { patchesOf } from "./patches-of";
import { type Place, placeKey } from "./places";
import type { NamedTarget } from "./target-at";

/** Why a resource cannot be renamed, for the user. */
export class RenameRefused extends Error {
  override readonly name = "RenameRefused";
}

/** A value to write in a document. */
interface Replacement {
  readonly file: string;
  readonly document: number;
  readonly path: Path;
  readonly value: string;
}

const RBAC_NAMES = new Set(
  ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"].map(
    (kind) => `rbac.authorization.k8s.io/${kind}`,
  ),
);
const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/**
 * The edits of a renaming: the resource's own name, what names it in every scope, and the patches of kustomizations.
 *
 * @param newName `undefined` asks only whether it can be done
 * @throws RenameRefused where not every reference can be rewritten safely
 */
export function planRename(
  session: Session,
  folder: Folder | undefined,
  named: readonly NamedTarget[],
  newName: string | undefined,
): WorkspaceEdit {
  const definitions = definitionsToRename(named);
  const target = definitions[0]?.target ?? named[0]?.target;
  const index = session.indexes.of(folder);
  if (!target || !folder || !index) throw new RenameRefused("The workspace is not read yet.");
  refuseUnrenamable(definitions, target);
  const old = writtenName(session, folder, definitions) ?? target.name;
  const wanted = newName ?? `${old}-renamed`;
  if (newName !== undefined) refuseName(target.groupKind, newName);
  const replacements = new Map<string, Replacement>();
  const take = (place: Place) => {
    const known = session.indexes.fileOf(folder, place.fact.source.file);
    const replacement = known && replacementAt(known, place, old, wanted);
    if (replacement) replacements.set(placeKey(place), replacement);
  };
  const scopes = index.inventories().filter((inventory) => holdsAny(inventory, definitions));
  for (const inventory of scopes) {
    const graph = referenceGraph(inventory);
    for (const renamed of targetsIn(inventory, definitions)) {
      const own = graph.definitionsOf(renamed);
      // A kustomization may put something in front of the name, or behind it.
      const name = renamed.name.replace(old, wanted);
      if (newName !== undefined && graph.definitionsOf({ ...renamed, name }).length > 0)
        throw new RenameRefused(`There is a ${kindOf(renamed.groupKind)} "${newName}" already.`);
      for (const { fact, path } of own) take({ fact, path });
      for (const { from, path, span } of graph.referencesTo(renamed))
        take({ fact: from, path, ...(span ? { span } : {}) });
    }
  }
  refuseOtherScopes(index.inventories(), scopes, new Set(replacements.keys()), target);
  for (const patch of patchesOf(session, folder, { ...target, name: old })) {
    if (patch.obstacle) throw new RenameRefused(patch.obstacle);
    replacements.set(JSON.stringify([patch.file, patch.document, patch.path]), { ...patch, value: wanted });
  }
  refuseTemplates(
    session,
    folder,
    { ...target, name: old },
    new Set([...replacements.values()].map(({ file }) => file)),
  );
  return editOf(session, folder, [...replacements.values()]);
}

/** The definitions under the cursor, and what else has its name from the same place. */
function definitionsToRename(named: readonly NamedTarget[]): Definition[] {
  const found = named.flatMap(({ inventory, target }) => {
    const graph = referenceGraph(inventory);
    return graph
      .definitionsOf(target)
      .flatMap((definition) =>
        graph
          .definitionsFrom(definition.fact)
          .filter(({ path }) => JSON.stringify(path) === JSON.stringify(definition.path)),
      );
  });
  return [...new Map(found.map((each) => [`${placeKey(each)} ${each.target.groupKind}`, each])).values()];
}

/** The name as the manifest writes it. */
function writtenName(
  session: Session,
  folder: Folder,
  definitions: readonly Definition[],
): string | undefined {
  for (const { fact, path } of definitions) {
    const document = session.indexes.fileOf(folder, fact.source.file)?.file.documents[fact.source.document];
    const value = valueAt(document?.yaml.value, [...fact.source.base, ...path]);
    if (typeof value === "string") return value;
  }
  return undefined;
}

function refuseUnrenamable(definitions: readonly Definition[], target: ReferenceTarget): void {
  const what = `${kindOf(target.groupKind)} "${target.name}"`;
  if (definitions.length === 0)
    throw new RenameRefused(
      `${what} is not defined in this workspace: what else names it cannot be known here.`,
    );
  if (target.groupKind === "Namespace")
    throw new RenameRefused(
      "A Namespace is named in too many ways (selectors, hosts, commands) to be renamed safely.",
    );
  if (definitions.some(({ fact }) => fact.groupKind === "bitnami.com/SealedSecret"))
    throw new RenameRefused(`${what} is sealed for its name: seal it anew under the other name.`);
}

function refuseName(kind: GroupKind, name: string): void {
  const isValid = RBAC_NAMES.has(kind)
    ? name !== "" && name !== "." && name !== ".." && !/[/%]/.test(name)
    : kind === "Service"
      ? DNS_LABEL.test(name) && name.length <= 63
      : DNS_NAME.test(name) && name.length <= 253;
  if (!isValid) throw new RenameRefused(`"${name}" is no name for a ${kindOf(kind)}.`);
}

function holdsAny(inventory: Inventory, definitions: readonly Definition[]): boolean {
  return targetsIn(inventory, definitions).length > 0;
}

/** What the renamed places are called in a scope, where a kustomization may set another namespace. */
function targetsIn(inventory: Inventory, definitions: readonly Definition[]): ReferenceTarget[] {
  const graph = referenceGraph(inventory);
  const keys = new Set(definitions.map((each) => `${placeKey(each)} ${each.target.groupKind}`));
  const files = new Set(definitions.map(({ fact }) => fact.source.file));
  return inventory.facts
    .filter(({ source }) => files.has(source.file))
    .flatMap((fact) => graph.definitionsFrom(fact))
    .filter((each) => keys.has(`${placeKey(each)} ${each.target.groupKind}`))
    .map(({ target }) => target);
}

/** The same text may name another resource where it is deployed another way. */
function refuseOtherScopes(
  all: readonly Inventory[],
  renamed: readonly Inventory[],
  places: ReadonlySet<string>,
  target: ReferenceTarget,
): void {
  for (const inventory of all) {
    if (!inventory.closed || renamed.includes(inventory)) continue;
    const graph = referenceGraph(inventory);
    const other = inventory.facts
      .flatMap((fact) => graph.referencesFrom(fact))
      .find(({ from, path, span }) => places.has(placeKey({ fact: from, path, ...(span ? { span } : {}) })));
    if (other)
      throw new RenameRefused(
        `${other.from.source.file} is deployed by ${inventory.scope || "the workspace"} too, where "${target.name}" is another resource.`,
      );
  }
}

/** What is to be written at a place; `undefined` where the name is written in another field. */
function replacementAt(
  { file }: KnownFile,
  { fact: { source }, path, span }: Place,
  old: string,
  wanted: string,
): Replacement | undefined {
  const document = file.documents[source.document];
  const full = [...source.base, ...path];
  const value = document && valueAt(document.yaml.value, full);
  if (!document || value === undefined) return undefined;
  const written = typeof value === "string" ? (span ? value.slice(span.start, span.end) : value) : undefined;
  if (typeof value !== "string" || written !== old)
    throw new RenameRefused(
      `${file.file} writes the name another way ("${written ?? ""}"): rename it by hand.`,
    );
  refuseObstacle(file.file, document, source.base, path);
  const next = span ? value.slice(0, span.start) + wanted + value.slice(span.end) : wanted;
  return { file: file.file, document: source.document, path: full, value: next };
}

function refuseObstacle(name: string, document: FileDocument, base: Path, path: Path): void {
  const where = locate(document.yaml, base, path);
  const line = createLineIndex(document.yaml.text).position(where.start).line + 1;
  if (where.anchor)
    throw new RenameRefused(
      `${name}: the name comes through an anchor (line ${line} of its document): rename it by hand.`,
    );
  if (document.yaml.template)
    throw new RenameRefused(`${name} is a template: what it names is decided when it is rendered.`);
}

/** Templates below the same folder that hold the name: what they make of it is not known here. */
function refuseTemplates(
  session: Session,
  folder: Folder,
  { name, groupKind: kind }: ReferenceTarget,
  files: ReadonlySet<string>,
): void {
  const index = session.indexes.of(folder);
  const folders = [...files].map((file) => file.slice(0, file.lastIndexOf("/") + 1));
  const word = new RegExp(`(?<![-\\w.])${name.replace(/[^\w]/g, "\\$&")}(?![-\\w.])`);
  for (const other of index?.names() ?? []) {
    if (files.has(other) || !folders.some((each) => other.startsWith(each))) continue;
    const text = index?.textOf(other) ?? "";
    if (!/\{\{|\$\{/.test(text) || !word.test(text)) continue;
    const known = session.indexes.fileOf(folder, other);
    if (known?.file.documents.some(({ yaml }) => yaml.template && word.test(yaml.text)))
      throw new RenameRefused(
        `${other} is a template that holds "${name}": whether it means this ${kindOf(kind)} is decided when it is rendered.`,
      );
  }
}

function editOf(session: Session, folder: Folder, replacements: readonly Replacement[]): WorkspaceEdit {
  const byFile = new Map<string, Map<number, Change[]>>();
  for (const { file, document, path, value } of replacements) {
    const documents = byFile.get(file) ?? new Map<number, Change[]>();
    byFile.set(file, documents);
    documents.set(document, [...(documents.get(document) ?? []), set(path, value)]);
  }
  const documentChanges = [...byFile].flatMap(([name, documents]): TextDocumentEdit[] => {
    const known = session.indexes.fileOf(folder, name);
    if (!known) return [];
    const lines = createLineIndex(known.file.text);
    const edits = [...documents].flatMap(([index, changes]) => {
      const document = known.file.documents[index];
      const own = document && editDocument(document.yaml, changes);
      if (!document || !own || !holds(document, own, changes))
        throw new RenameRefused(
          `${name} cannot be edited safely (an anchor, a tag or a template): rename it by hand.`,
        );
      return own.map(({ start, end, newText }) => ({
        range: rangeOf(lines, { start: start + document.slice.start, end: end + document.slice.start }),
        newText,
      }));
    });
    return [{ textDocument: { uri: known.uri, version: known.version }, edits }];
  });
  return session.client.versionedEdits
    ? { documentChanges }
    : {
        changes: Object.fromEntries(
          documentChanges.map(({ textDocument, edits }) => [
            textDocument.uri,
            edits.flatMap((edit) => ("newText" in edit ? [edit] : [])),
          ]),
        ),
      };
}

/** Whether every change found its place in the text. */
function holds(
  { yaml }: FileDocument,
  edits: Parameters<typeof applyTextEdits>[1],
  changes: readonly Change[],
): boolean {
  return (
    applyTextEdits(yaml.text, edits) !== yaml.text ||
    changes.every((change) => isAsWanted(yaml.value, change))
  );
}

function isAsWanted(root: JsonValue | undefined, change: Change): boolean {
  return change.op === "set" && valueAt(root, change.path) === change.value;
}

function kindOf(kind: GroupKind): string {
  return kind.slice(kind.indexOf("/") + 1);
}
