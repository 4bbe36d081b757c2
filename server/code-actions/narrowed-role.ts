import { type CodeAction, CodeActionKind, type TextDocumentEdit } from "vscode-languageserver";
import { applyFixes } from "../../engine/fixes/apply-fixes";
import { narrowDefaultRole, narrowWrittenRole, type PlacedFix } from "../../engine/fixes/narrow-access";
import type { Inventory } from "../../engine/inventory/inventory";
import { stringsAt } from "../../engine/kubernetes/fields";
import { createLineIndex } from "../../engine/yaml/text-position";
import { scopesOf } from "../references/places";
import { rangeOf, toDiagnostic } from "../to-diagnostic";
import type { ActionRequest, PlacedFinding } from "./request";

/** The rules about roles as they are written, and the one about a default role that is bound to a workload's account. */
const WRITTEN: ReadonlySet<string> = new Set(["identity/read-secrets", "identity/wildcard-permissions"]);
const DEFAULT = "identity/surplus-secret-read";

/**
 * Narrows a role to what the workloads in sight need of Secrets. Only the text is changed, which the editor shows before:
 * nothing is ever applied to a cluster.
 */
export function narrowedRoleActions(request: ActionRequest): CodeAction[] {
  const { session, manifest, here, wants } = request;
  if (!wants(CodeActionKind.QuickFix)) return [];
  const seen = new Set<string>();
  return here.flatMap((each): CodeAction[] => {
    const { rule } = each.finding;
    if (!WRITTEN.has(rule) && rule !== DEFAULT) return [];
    for (const inventory of scopesOf(session, manifest)) {
      const fixes = fixesOf(request, inventory, each);
      const title = fixes?.[0]?.fix.title;
      if (!fixes || title === undefined || seen.has(title)) continue;
      const edits = editsOf(request, fixes);
      if (!edits) continue;
      seen.add(title);
      return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(each, [])], edit: edits }];
    }
    return [];
  });
}

function fixesOf(
  { session, manifest }: ActionRequest,
  inventory: Inventory,
  { finding }: PlacedFinding,
): readonly PlacedFix[] | undefined {
  const { options } = session.policies.policyFor(manifest.folder, manifest.file.file);
  const fact = inventory.facts.find(
    ({ source }) =>
      source.file === manifest.file.file &&
      source.document === finding.document &&
      source.base.join("/") === finding.base.join("/"),
  );
  if (!fact) return undefined;
  const ask = {
    inventory,
    kubernetesVersion: options.kubernetesVersion,
    exempt: stringsAt(options.rules[DEFAULT], "accounts"),
  };
  return finding.rule === DEFAULT ? narrowDefaultRole(ask, fact) : narrowWrittenRole(ask, fact);
}

/** The edits of all files; `undefined` where one of them cannot be edited safely. */
function editsOf(
  { session, manifest }: ActionRequest,
  fixes: readonly PlacedFix[],
): CodeAction["edit"] | undefined {
  const { folder } = manifest;
  if (!folder) return undefined;
  const documentChanges: TextDocumentEdit[] = [];
  for (const { fact, fix } of fixes) {
    const known = session.indexes.fileOf(folder, fact.source.file);
    if (!known) return undefined;
    const { edits, dropped } = applyFixes(known.file, [{ finding: fact.source, fix }]);
    if (edits.length === 0 || dropped.length > 0) return undefined;
    const lines = createLineIndex(known.file.text);
    documentChanges.push({
      textDocument: { uri: known.uri, version: known.version },
      edits: edits.map((edit) => ({ range: rangeOf(lines, edit), newText: edit.newText })),
    });
  }
  if (session.client.versionedEdits) return { documentChanges };
  return {
    changes: Object.fromEntries(
      documentChanges.map(({ textDocument, edits }) => [
        textDocument.uri,
        edits.flatMap((edit) => ("newText" in edit ? [edit] : [])),
      ]),
    ),
  };
}
