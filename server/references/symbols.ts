import {
  type DocumentSymbol,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import type { FileDocument } from "../../engine/analyze-file";
import { isKubernetesResource } from "../../engine/kubernetes/classify";
import { podTemplatesOf } from "../../engine/kubernetes/pod-template";
import type { Resource } from "../../engine/kubernetes/resource";
import { locate, nodeAt } from "../../engine/yaml/locate";
import { identityText } from "../identity-text";
import type { OpenManifest } from "../open-manifests";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";
import { nodeEnd } from "./node-end";
import { locationOf } from "./places";

/** The most symbols that one question is answered with. */
const MOST = 256;

const SYMBOLS: Readonly<Record<string, SymbolKind>> = {
  Namespace: SymbolKind.Namespace,
  Service: SymbolKind.Interface,
  Ingress: SymbolKind.Interface,
  ConfigMap: SymbolKind.Constant,
  Secret: SymbolKind.Key,
  ServiceAccount: SymbolKind.Object,
  Role: SymbolKind.Enum,
  ClusterRole: SymbolKind.Enum,
  NetworkPolicy: SymbolKind.Operator,
};

/** Lists the resources of the workspace by name, and those of a document with their containers. */
export function startSymbols(session: Session): void {
  const { connection, log } = session;
  connection.onWorkspaceSymbol(({ query }) =>
    runSafe<WorkspaceSymbol[]>(log, "workspace/symbol", [], () => workspaceSymbols(session, query)),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    runSafe<DocumentSymbol[] | SymbolInformation[]>(log, "textDocument/documentSymbol", [], async () => {
      const manifest = await session.manifest(textDocument.uri);
      if (!manifest) return [];
      const nested = manifest.file.documents.flatMap((document) => documentSymbols(manifest, document));
      if (session.client.nestedSymbols) return nested;
      return nested.map(({ name, kind, selectionRange }) => ({
        name,
        kind,
        location: { uri: manifest.uri, range: selectionRange },
      }));
    }),
  );
}

function workspaceSymbols(session: Session, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const symbols: WorkspaceSymbol[] = [];
  const seen = new Set<string>();
  for (const folder of session.folders.all()) {
    for (const { facts } of session.indexes.of(folder)?.inventories() ?? []) {
      for (const fact of facts) {
        if (symbols.length >= MOST) return symbols;
        if (fact.name === undefined || !isKubernetesResource({ group: groupOf(fact.groupKind) })) continue;
        const kind = fact.groupKind.slice(fact.groupKind.indexOf("/") + 1);
        if (!isSubsequence(wanted, `${kind} ${fact.namespace ?? ""}/${fact.name}`.toLowerCase())) continue;
        const key = JSON.stringify([folder.uri, fact.source]);
        const location = seen.has(key)
          ? undefined
          : locationOf(session, folder, { fact, path: ["metadata", "name"] });
        seen.add(key);
        if (!location) continue;
        const { namespace, name } = fact;
        symbols.push({
          name,
          kind: SYMBOLS[kind] ?? SymbolKind.Class,
          containerName: namespace === undefined ? kind : `${kind} in ${namespace}`,
          location,
        });
      }
    }
  }
  return symbols;
}

function groupOf(kind: string): string {
  return kind.slice(0, Math.max(0, kind.indexOf("/")));
}

/** Whether the characters of a query stand in a text in their order, as editors search. */
function isSubsequence(query: string, text: string): boolean {
  let at = 0;
  for (const character of query) {
    if (character === " ") continue;
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function documentSymbols(manifest: OpenManifest, document: FileDocument): DocumentSymbol[] {
  return document.resources.map((resource) => {
    const containers = podTemplatesOf(resource).flatMap((pod) => pod.containers);
    return {
      name: identityText(resource),
      kind: SYMBOLS[resource.kind] ?? SymbolKind.Class,
      ...rangesOf(manifest, document, resource, [], ["metadata", "name"]),
      children: containers.map(({ name, list, index, path }) => ({
        name: name ?? `${list}[${index}]`,
        detail: list === "containers" ? "container" : list.replace(/Containers$/, " container"),
        kind: SymbolKind.Object,
        ...rangesOf(manifest, document, resource, path, [...path, "name"]),
      })),
    };
  });
}

function rangesOf(
  { lines }: OpenManifest,
  { yaml, slice }: FileDocument,
  { base }: Resource,
  whole: Resource["base"],
  name: Resource["base"],
): Pick<DocumentSymbol, "range" | "selectionRange"> {
  const selection = locate(yaml, base, name);
  const node = nodeAt(yaml, [...base, ...whole]);
  const start = Math.min(node?.start ?? selection.start, selection.start) + slice.start;
  const end = Math.max(node ? nodeEnd(node) : selection.end, selection.end) + slice.start;
  const selected = { start: selection.start + slice.start, end: selection.end + slice.start };
  return { range: rangeOf(lines, { start, end }), selectionRange: rangeOf(lines, selected) };
}
