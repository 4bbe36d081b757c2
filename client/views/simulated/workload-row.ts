import { l10n, ThemeColor, ThemeIcon } from "vscode";
import { accountRow } from "./account-row";
import type { WorkloadAnswer, WorkloadName } from "./answers";
import type { Ask } from "./ask";
import { connectionsRow } from "./connections-row";
import { dnsRow } from "./dns-row";
import { isolationRow } from "./isolation-row";
import { makeRow, type Row } from "./row";

/** A workload: what it may do, and how it stands in the network. */
export function workloadRow(ask: Ask, id: WorkloadName, answer: WorkloadAnswer, parent: Row): Row {
  const { kind, name, place, dangerous, mountsToken } = answer;
  const isDangerous = dangerous > 0 && mountsToken;
  const rights = dangerous === 1 ? l10n.t("1 dangerous right") : l10n.t("{0} dangerous rights", dangerous);
  const facts = [kind, ...(isDangerous ? [rights] : [])];
  return makeRow({
    parent,
    key: `${kind} ${name}`,
    label: name,
    description: facts.join(" · "),
    icon: isDangerous
      ? new ThemeIcon("warning", new ThemeColor("list.warningForeground"))
      : new ThemeIcon("server-process"),
    tooltip: [`${kind} ${name}`, l10n.t("Account: {0}", answer.account), ...(isDangerous ? [rights] : [])],
    spoken: [l10n.t("Workload {0}", name), ...facts].join(", "),
    place,
    load: async (row) => {
      const detail = await ask("workload", id);
      if (!detail) return [];
      return [
        accountRow(detail, row),
        isolationRow("ingress", detail.isolatedBy.ingress, row),
        isolationRow("egress", detail.isolatedBy.egress, row),
        dnsRow(detail.dns, row),
        connectionsRow(ask, id, "reaches", row),
        connectionsRow(ask, id, "reached", row),
      ];
    },
  });
}
