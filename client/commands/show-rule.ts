import { l10n, Uri, window, workspace } from "vscode";
import { findingsOf, ruleOf } from "../findings";
import { isRuleId } from "../rule-id";
import { openRulePage } from "../rule-page";
import type { Services } from "../services";

/**
 * `Rampart: Show Rule`: opens the page of a rule.
 *
 * @param rule its id, where a code action says which; otherwise the user chooses, the active file's rules first
 */
export async function showRule(services: Services, rule?: unknown): Promise<void> {
  const id = isRuleId(rule) ? rule : await chooseRule(services);
  if (id !== undefined) await openRulePage(services, id);
}

async function chooseRule(services: Services): Promise<string | undefined> {
  const here = window.activeTextEditor?.document.uri;
  const found = new Set((here ? findingsOf(here) : []).map(ruleOf).filter(isRuleId));
  const others = (await packagedRules(services)).filter((id) => !found.has(id));
  const chosen = await window.showQuickPick(
    [
      ...[...found].map((label) => ({ label, description: l10n.t("in this file") })),
      ...others.map((label) => ({ label })),
    ],
    { title: l10n.t("Show Rule"), placeHolder: l10n.t("Which rule?") },
  );
  return chosen?.label;
}

/** Ids of the rules whose pages are part of the package, sorted. */
async function packagedRules({ context }: Services): Promise<string[]> {
  const root = Uri.joinPath(context.extensionUri, "docs", "rules");
  const layers = await entriesOf(root);
  const ids = await Promise.all(
    layers.map(async (layer) =>
      (await entriesOf(Uri.joinPath(root, layer)))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `${layer}/${name.slice(0, -".md".length)}`),
    ),
  );
  return ids.flat().filter(isRuleId).sort();
}

async function entriesOf(folder: Uri): Promise<string[]> {
  return await workspace.fs.readDirectory(folder).then(
    (entries) => entries.map(([name]) => name),
    () => [],
  );
}
