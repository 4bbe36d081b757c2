import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { applyFixes } from "../../engine/fixes/apply-fixes";
import type { Fix, FixSafety } from "../../engine/fixes/fix";
import { HARDEN_CONTAINER_TITLE } from "../../engine/fixes/harden-container";
import { ruleById } from "../../engine/rules/registry";
import { FIX_ALL } from "../capabilities";
import type { OpenManifest } from "../open-manifests";
import type { Session } from "../session";
import { toDiagnostic } from "../to-diagnostic";
import { type ActionRequest, type PlacedFinding, placedFindings } from "./request";
import { workspaceEdit } from "./workspace-edit";

/** Which fixes of a file an action applies. It is the action's `data` until the action is chosen. */
export type FixManySelection =
  | { readonly apply: "safe" }
  | { readonly apply: "harden" }
  | { readonly apply: "rule"; readonly rule: string };

/** What a code action keeps until it is resolved. */
export interface FixManyData {
  readonly uri: string;
  readonly selection: FixManySelection;
}

/** All of this rule in the file; every safe fix of the file; every container hardened. */
export function fixManyActions(request: ActionRequest): CodeAction[] {
  const { session, manifest, all, here, wants } = request;
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const rule of new Set(here.map(({ finding }) => finding.rule))) {
      const selection = { apply: "rule", rule } as const;
      const count = requestsOf(all, selection).length;
      if (count < 2) continue;
      const diagnostics = here
        .filter(({ finding }) => finding.rule === rule)
        .map((each) => toDiagnostic(each, []));
      const title = `Fix all ${count} of “${ruleById(rule)?.title ?? rule}” in this file`;
      actions.push({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        ...offer(session, manifest, selection),
      });
    }
  }
  if (wants(FIX_ALL) && requestsOf(all, { apply: "safe" }).length > 0)
    actions.push({
      title: "Apply all safe Rampart fixes",
      kind: FIX_ALL,
      ...offer(session, manifest, { apply: "safe" }),
    });
  if (wants(CodeActionKind.Refactor) && requestsOf(all, { apply: "harden" }).length > 0)
    actions.push({
      title: "Harden every container in this file (may break images that were built carelessly)",
      kind: CodeActionKind.Refactor,
      ...offer(session, manifest, { apply: "harden" }),
    });
  return actions.filter(({ edit, data }) => edit !== undefined || data !== undefined);
}

/** Computes the edit of an action that was chosen, for the document as it is now. */
export function resolveFixMany(session: Session, manifest: OpenManifest, action: CodeAction): CodeAction {
  const { selection } = action.data as FixManyData;
  const edit = editOf(session, manifest, selection);
  return edit ? { ...action, edit } : action;
}

function offer(
  session: Session,
  manifest: OpenManifest,
  selection: FixManySelection,
): Pick<CodeAction, "data" | "edit"> {
  if (session.client.resolvesEdits) return { data: { uri: manifest.uri, selection } satisfies FixManyData };
  const edit = editOf(session, manifest, selection);
  return edit ? { edit } : {};
}

function editOf(session: Session, manifest: OpenManifest, selection: FixManySelection) {
  const { edits } = applyFixes(manifest.file, requestsOf(placedFindings(session, manifest), selection));
  return edits.length > 0 ? workspaceEdit(session, manifest, edits) : undefined;
}

const OF_ONE_RULE: readonly FixSafety[] = ["safe", "harden", "unsafe"];

/** The fixes that a selection applies: at most one for each finding, the least daring of those that count. */
function requestsOf(findings: readonly PlacedFinding[], selection: FixManySelection) {
  return findings.flatMap(({ finding }) => {
    const fix = chooseFix(finding.rule, finding.fixes, selection);
    return fix ? [{ finding, fix }] : [];
  });
}

function chooseFix(rule: string, fixes: readonly Fix[], selection: FixManySelection): Fix | undefined {
  switch (selection.apply) {
    case "safe":
      return fixes.find(({ safety }) => safety === "safe");
    case "harden":
      return fixes.find(({ title }) => title.startsWith(HARDEN_CONTAINER_TITLE));
    case "rule":
      if (rule !== selection.rule) return undefined;
      for (const wanted of OF_ONE_RULE) {
        const own = fixes.filter(
          ({ safety, title }) => safety === wanted && !title.startsWith(HARDEN_CONTAINER_TITLE),
        );
        if (own[0]) return own[0];
      }
      return undefined;
  }
}
