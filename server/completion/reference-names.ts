import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import type { Inventory } from "../../engine/inventory/inventory";
import type { GroupKind } from "../../engine/kubernetes/resource";
import { isClusterScopedKind } from "../../engine/references/cluster-scoped";
import { referenceGraph } from "../../engine/references/reference-graph";
import { REFERENCE_ROWS, type ReferenceRow } from "../../engine/references/reference-rows";
import { scopesOf } from "../references/places";
import { siblingValue } from "../text-context";
import type { CompletionRequest } from "./request";

/** Where pod specs stand in the kinds that have one. */
const POD_SPECS = [
  ["spec"],
  ["spec", "template", "spec"],
  ["spec", "jobTemplate", "spec", "template", "spec"],
  ["template", "spec"],
];

/** The names of resources in sight, where a field names one. */
export function completeReferenceNames(request: CompletionRequest): CompletionItem[] {
  const { context, path, session, manifest } = request;
  if (context?.at !== "value" || !context.kind) return [];
  const rows = REFERENCE_ROWS.filter((row) => row.as === undefined && isAt(row, path, context.kind ?? ""));
  if (rows.length === 0) return [];
  const inventories = scopesOf(session, manifest);
  const scopes = inventories.length > 0 ? inventories : openScope(request);
  const written = namespaceOf(request);
  const items = new Map<string, CompletionItem>();
  for (const row of rows) {
    const beside = row.hasNamespace ? siblingValue(request.text, request.offset, "namespace") : undefined;
    for (const kind of kindsOf(row, request)) {
      for (const inventory of scopes) {
        const own = beside ?? written ?? namespaceInScope(inventory, request);
        const namespace = isClusterScopedKind(kind) ? undefined : own;
        for (const { target, fact, isProduced } of referenceGraph(inventory).namesOf(kind, namespace)) {
          // A kustomization may change names: what is to be written is the name as it is written there.
          const raw = session.indexes.of(manifest.folder)?.factAt(fact.source)?.name;
          const name = isProduced ? target.name : (raw ?? target.name);
          if (items.has(name)) continue;
          const maker = fact.groupKind.slice(fact.groupKind.indexOf("/") + 1);
          const item: Omit<CompletionItem, "textEdit"> = {
            label: name,
            kind: CompletionItemKind.Reference,
            detail: isProduced
              ? `${kindName(kind)}, made by ${maker} ${fact.name ?? ""}`.trimEnd()
              : kindName(kind),
            documentation: fact.source.file,
            sortText: `0${name}`,
          };
          const space = context.needsSpace ? " " : "";
          items.set(name, request.item(context.start, item, `${space}${name}`));
        }
      }
    }
  }
  return [...items.values()];
}

function isAt(row: ReferenceRow, path: readonly string[], kind: string): boolean {
  const equals = (wanted: readonly string[]) =>
    wanted.length === path.length && wanted.every((segment, at) => segment === path[at]);
  if (row.in === "pod") return POD_SPECS.some((spec) => equals([...spec, ...row.path]));
  return row.in.some((each) => kindName(each) === kind) && equals(row.path);
}

/** The kinds that may be meant: the one that is written beside the name, else all that the field allows. */
function kindsOf({ to }: ReferenceRow, { text, offset }: CompletionRequest): readonly GroupKind[] {
  if (typeof to === "string") return [to];
  const written = siblingValue(text, offset, "kind");
  const group = to.fallback.slice(0, Math.max(0, to.fallback.indexOf("/")));
  const allowed = to.only ?? [
    to.fallback,
    ...(written ? [group === "" ? written : `${group}/${written}`] : []),
  ];
  return written ? allowed.filter((kind) => kindName(kind) === written) : allowed;
}

/** The namespace that the document names. */
function namespaceOf({ text }: CompletionRequest): string | undefined {
  return /^metadata:[^\n]*\n(?:[ \t]+[^\n]*\n|[ \t]*\n)*?[ ]{1,8}namespace:[ \t]*["']?([-a-z0-9]+)/m.exec(
    text,
  )?.[1];
}

/** The namespace that a kustomization gives to the file. */
function namespaceInScope({ facts }: Inventory, { manifest }: CompletionRequest): string | undefined {
  return facts.find(({ source, namespace }) => source.file === manifest.file.file && namespace !== undefined)
    ?.namespace;
}

/** A file that no scope knows yet belongs to the open one of its folder. */
function openScope({ session, manifest }: CompletionRequest): readonly Inventory[] {
  return (session.indexes.of(manifest.folder)?.inventories() ?? []).filter(({ closed }) => !closed);
}

function kindName(kind: GroupKind): string {
  return kind.slice(kind.indexOf("/") + 1);
}
