import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { applyFixes } from "../../engine/fixes/apply-fixes";
import type { Fix } from "../../engine/fixes/fix";
import { HARDEN_CONTAINER_TITLE } from "../../engine/fixes/harden-container";
import { toDiagnostic } from "../to-diagnostic";
import type { ActionRequest, PlacedFinding } from "./request";
import { workspaceEdit } from "./workspace-edit";

/** A fix with every finding here that offers it. */
interface Offer {
  readonly fix: Fix;
  readonly findings: PlacedFinding[];
}

/**
 * The fixes of the findings here, the hardening of a container first: it is the preferred one of all findings that it
 * answers. Else a fix is preferred where its finding has no other. What cannot be edited safely is not offered.
 */
export function fixFindingActions({ session, manifest, here, wants }: ActionRequest): CodeAction[] {
  if (!wants(CodeActionKind.QuickFix)) return [];
  const offers = offersOf(here);
  return offers.flatMap((offer): CodeAction[] => {
    const [first] = offer.findings;
    if (!first) return [];
    const { edits } = applyFixes(manifest.file, [{ finding: first.finding, fix: offer.fix }]);
    if (edits.length === 0) return [];
    const isPreferred =
      isHardening(offer.fix) || offer.findings.every(({ finding }) => finding.fixes.length === 1);
    return [
      {
        title: offer.fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: offer.findings.map((each) => toDiagnostic(each, [])),
        ...(session.client.preferredActions && isPreferred ? { isPreferred } : {}),
        edit: workspaceEdit(session, manifest, edits),
      },
    ];
  });
}

function offersOf(findings: readonly PlacedFinding[]): Offer[] {
  const offers = new Map<string, Offer>();
  for (const each of findings) {
    for (const fix of each.finding.fixes) {
      const { document, base } = each.finding;
      const key = JSON.stringify([document, base, fix]);
      const known = offers.get(key);
      if (known) known.findings.push(each);
      else offers.set(key, { fix, findings: [each] });
    }
  }
  return [...offers.values()].sort((a, b) => Number(isHardening(b.fix)) - Number(isHardening(a.fix)));
}

function isHardening(fix: Fix): boolean {
  return fix.title.startsWith(HARDEN_CONTAINER_TITLE);
}
