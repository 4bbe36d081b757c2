import { l10n, ThemeColor, ThemeIcon } from "vscode";
import type { Reason } from "./answers";
import { makeRow, type Row } from "./row";

/** The policies that isolate a workload in a direction, or that none does. */
export function isolationRow(direction: "ingress" | "egress", policies: readonly Reason[], parent: Row): Row {
  const label = direction === "ingress" ? l10n.t("Ingress") : l10n.t("Egress");
  if (policies.length === 0) {
    const description = l10n.t("open: no policy isolates it");
    return makeRow({
      parent,
      key: direction,
      label,
      description,
      icon: new ThemeIcon("unlock", new ThemeColor("list.warningForeground")),
      spoken: `${label}: ${description}`,
    });
  }
  const description =
    policies.length === 1 ? l10n.t("closed by 1 policy") : l10n.t("closed by {0} policies", policies.length);
  return makeRow({
    parent,
    key: direction,
    label,
    description,
    icon: new ThemeIcon("lock"),
    spoken: `${label}: ${description}`,
    load: (row) =>
      policies.map(({ text, place }) =>
        makeRow({ parent: row, key: text, label: text, icon: new ThemeIcon("law"), spoken: text, place }),
      ),
  });
}
