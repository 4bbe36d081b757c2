import { l10n, ThemeIcon, Uri, workspace } from "vscode";
import type { ScopeAnswer } from "./answers";
import type { Ask } from "./ask";
import { namespaceRow } from "./namespace-row";
import { makeRow, type Row } from "./row";

/** What is deployed together: a kustomization, a chart, a declared folder, or what is left of the workspace. */
export function scopeRow(ask: Ask, answer: ScopeAnswer, expanded: boolean): Row {
  const { folder, scope, closed, workloads } = answer;
  const uri = Uri.parse(folder);
  const name = workspace.getWorkspaceFolder(uri)?.name ?? folder.slice(folder.lastIndexOf("/") + 1);
  const isOnly = workspace.workspaceFolders?.length === 1;
  const label = scope === "" ? name : isOnly ? scope : `${name}/${scope}`;
  const count = workloads === 1 ? l10n.t("1 workload") : l10n.t("{0} workloads", workloads);
  const kind = closed ? l10n.t("deployed whole") : l10n.t("more may be deployed beside it");
  return makeRow({
    parent: undefined,
    key: `${folder} ${scope}`,
    label,
    description: count,
    icon: new ThemeIcon(scope === "" ? "root-folder" : "layers"),
    tooltip: [label, count, kind],
    spoken: [l10n.t("Scope {0}", label), count, kind].join(", "),
    expanded,
    load: async (row) =>
      (await ask("namespaces", { folder, scope })).map((namespace) =>
        namespaceRow(ask, { folder, scope }, namespace, row),
      ),
  });
}
