import { commands, type Diagnostic, l10n, Range, Selection, Uri, window, workspace } from "vscode";
import type { LiveIdentity } from "../../cluster/live";
import { findingsOf, ruleOf } from "../findings";
import type { PostureNode } from "../views/posture/posture-node";
import { nameOf } from "./posture-open";
import type { PostureCommands } from "./posture-registry";

type Path = readonly (string | number)[];

/**
 * Opens the manifest that declares an object of a cluster. The cursor is put on the finding of one of the rules, where
 * the manifest has it, else on the place of the path.
 *
 * @returns whether the workspace declares it; the user is told where it does not
 */
export async function openDeclaration(
  { view }: PostureCommands,
  identity: LiveIdentity,
  path: Path,
  rules: readonly string[],
): Promise<boolean> {
  const [place] = await view.ask.places([{ identity, path }]);
  if (!place) {
    void window.showInformationMessage(
      l10n.t("No manifest of this workspace declares {0}.", nameOf(identity)),
    );
    return false;
  }
  const document = await workspace.openTextDocument(Uri.parse(place.uri));
  const editor = await window.showTextDocument(document, { selection: rangeOf(place.range) });
  const finding =
    rules.length > 0 ? await findingWithin(document.uri, rangeOf(place.within), rules) : undefined;
  if (finding) {
    editor.selection = new Selection(finding.range.start, finding.range.start);
    editor.revealRange(finding.range);
  }
  return true;
}

/** `Rampart: Open Manifest` of a row: the manifest of the object that the row is about. */
export async function openPostureManifest(context: PostureCommands, node?: PostureNode): Promise<void> {
  const target = declarationOf(node);
  if (target) await openDeclaration(context, target.identity, target.path, []);
}

/** `Rampart: Show Quick Fixes in Manifest`: opens the manifest at the finding, with the fixes that there are for it. */
export async function showPostureFixes(context: PostureCommands, node?: PostureNode): Promise<void> {
  const target = declarationOf(node);
  if (target && (await openDeclaration(context, target.identity, target.path, target.rules)))
    await commands.executeCommand("editor.action.quickFix");
}

function declarationOf(node: PostureNode | undefined) {
  const row = node?.row;
  if (row?.action && "identity" in row.action) {
    const { action } = row;
    return {
      identity: action.identity,
      path: "path" in action ? action.path : NAME,
      rules: "rules" in action ? action.rules : [],
    };
  }
  return row?.workload ? { identity: row.workload, path: NAME, rules: [] } : undefined;
}

const NAME: Path = ["metadata", "name"];

/** How long a finding of a document that has just been opened is waited for. */
const PATIENCE_MS = 3_000;
const STEP_MS = 50;

/** The first finding of one of the rules in a part of a document, the rules in their order. */
async function findingWithin(
  uri: Uri,
  within: Range,
  rules: readonly string[],
): Promise<Diagnostic | undefined> {
  for (let waited = 0; ; waited += STEP_MS) {
    const here = findingsOf(uri).filter(({ range }) => within.contains(range));
    const found = rules.flatMap((rule) => here.filter((each) => ruleOf(each) === rule))[0];
    // With any finding of the document there, all are.
    if (found || findingsOf(uri).length > 0 || waited >= PATIENCE_MS) return found;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

function rangeOf({
  start,
  end,
}: {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
