import { l10n, ThemeIcon } from "vscode";
import { isolationText } from "./answer-look";
import type { NamespaceAnswer, ScopeName } from "./answers";
import type { Ask } from "./ask";
import { makeRow, type Row } from "./row";
import { workloadRow } from "./workload-row";

/** A namespace of a scope, with its default deny and Pod Security level. */
export function namespaceRow(ask: Ask, scope: ScopeName, answer: NamespaceAnswer, parent: Row): Row {
  const { name, place, workloads, deniesByDefault, podSecurity } = answer;
  const standing = [
    isolationText(deniesByDefault),
    podSecurity === undefined ? l10n.t("no Pod Security level") : l10n.t("Pod Security {0}", podSecurity),
  ];
  const options = {
    parent,
    key: name,
    label: name,
    description: standing.join(" · "),
    icon: new ThemeIcon("symbol-namespace"),
    spoken: [l10n.t("Simulated namespace {0}", name), ...standing].join(", "),
    place,
  };
  if (workloads === 0) return makeRow(options);
  return makeRow({
    ...options,
    load: async (row) =>
      (await ask("workloads", { ...scope, namespace: name })).map((workload) =>
        workloadRow(
          ask,
          { ...scope, namespace: name, kind: workload.kind, name: workload.name },
          workload,
          row,
        ),
      ),
  });
}
