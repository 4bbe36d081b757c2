import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { generatePolicies } from "../../engine/fixes/generate-policies";
import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import { isObject } from "../../engine/json";
import { clusterDnsOf } from "../../engine/network/cluster-dns";
import { effectiveNamespace } from "../../engine/network/endpoint";
import { networkOf } from "../../engine/network/network";
import { addDocuments, isListFile } from "../../engine/yaml/add-documents";
import type { TextEdit } from "../../engine/yaml/text-edit";
import type { OpenManifest } from "../open-manifests";
import { scopesOf } from "../references/places";
import type { Session } from "../session";
import type { ActionRequest } from "./request";
import { workspaceEdit } from "./workspace-edit";

/** What the action keeps until it is chosen. */
interface GeneratePoliciesData {
  readonly uri: string;
  readonly generatePolicies: { readonly document: number };
}

/** The most facts over which the edit is computed before the action is chosen. */
const MOST_FACTS = 2_000;

/** Offers to write the NetworkPolicies of the namespace under the cursor, from what the manifests declare. */
export function generatePoliciesActions({ session, manifest, range, wants }: ActionRequest): CodeAction[] {
  if (!wants(CodeActionKind.Refactor)) return [];
  const document = manifest.file.documents.findIndex(({ slice }) => {
    const end = manifest.lines.position(slice.end).line;
    return manifest.lines.position(slice.start).line <= range.start.line && range.start.line <= end;
  });
  const found = namespaceAt(session, manifest, document);
  if (!found || !canAdd(manifest)) return [];
  const data: GeneratePoliciesData = { uri: manifest.uri, generatePolicies: { document } };
  const action: CodeAction = {
    title: `Generate policies for namespace ${effectiveNamespace(found.namespace)} from what the manifests declare`,
    kind: CodeActionKind.Refactor,
  };
  if (session.client.resolvesEdits) return [{ ...action, data }];
  // Nobody asked for it yet: in a large workspace it would cost too much at every move of the cursor.
  if ((session.indexes.of(manifest.folder)?.size ?? 0) > MOST_FACTS) return [];
  const edit = editOf(session, manifest, document);
  return edit ? [{ ...action, edit }] : [];
}

/** Computes the edit of the action; `undefined` where it is another's. */
export function resolveGeneratePolicies(
  session: Session,
  manifest: OpenManifest,
  action: CodeAction,
): CodeAction | undefined {
  const data: unknown = action.data;
  if (!isObject(data) || !isObject(data.generatePolicies)) return undefined;
  const { document } = data.generatePolicies;
  const edit = typeof document === "number" ? editOf(session, manifest, document) : undefined;
  return edit ? { ...action, edit } : action;
}

interface NamespaceAt {
  readonly inventory: Inventory;
  readonly namespace: string | undefined;
  readonly written: string | undefined;
}

/** The namespace of the resource under the cursor, where pods run in it: in a closed scope first. */
function namespaceAt(session: Session, manifest: OpenManifest, document: number): NamespaceAt | undefined {
  const scopes = scopesOf(session, manifest).toSorted((a, b) => Number(b.closed) - Number(a.closed));
  for (const inventory of scopes) {
    const fact = inventory.facts.find(
      ({ source }) => source.file === manifest.file.file && source.document === document,
    );
    const namespace = fact && namespaceOf(fact);
    if (!fact || networkOf(inventory).podsIn(effectiveNamespace(namespace)).length === 0) continue;
    const raw = session.indexes.of(manifest.folder)?.factAt(fact.source);
    return { inventory, namespace, written: raw ? namespaceOf(raw) : namespace };
  }
  return undefined;
}

function namespaceOf({ groupKind, name, namespace }: Fact): string | undefined {
  return groupKind === "Namespace" ? name : namespace;
}

function canAdd({ file }: OpenManifest): boolean {
  return addDocuments(file.text, file.documents, [{ kind: "probe" }]) !== undefined;
}

function editOf(session: Session, manifest: OpenManifest, document: number) {
  const found = namespaceAt(session, manifest, document);
  if (!found) return undefined;
  const { options } = session.policies.policyFor(manifest.folder, manifest.file.file);
  const { policies, unknown } = generatePolicies(found.inventory, found, clusterDnsOf(options.clusterDns));
  const { file } = manifest;
  const objects = policies.map(({ object }) => object);
  const edits = addDocuments(file.text, file.documents, objects);
  if (!edits || edits.length === 0) return undefined;
  const isList = isListFile(file.documents);
  return workspaceEdit(session, manifest, isList ? edits : edits.map((edit) => withComments(edit, unknown)));
}

/** Says above the added documents what could not be derived. */
function withComments(edit: TextEdit, unknown: readonly string[]): TextEdit {
  if (unknown.length === 0) return edit;
  const newline = edit.newText.includes("\r\n") ? "\r\n" : "\n";
  const lines = [
    "# Egress that these policies do not allow, since the manifests do not tell enough:",
    ...unknown.map((each) => `# - ${each}`),
  ];
  const comment = `${lines.join(newline)}${newline}`;
  const newText = edit.newText.replace(/^---[ \t]*\r?\n/m, (marker) => marker + comment);
  return { ...edit, newText };
}
