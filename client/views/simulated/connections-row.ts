import { l10n, ThemeIcon } from "vscode";
import { plainLook } from "./answer-look";
import type { ConnectionAnswer, WorkloadName } from "./answers";
import type { Ask } from "./ask";
import { makeRow, type Row } from "./row";

/** More rows than these nobody reads; a row says how many there are. */
const MOST_ROWS = 200;

/** Whom a workload reaches, or who reaches it; worked out when it is expanded. */
export function connectionsRow(
  ask: Ask,
  workload: WorkloadName,
  direction: "reaches" | "reached",
  parent: Row,
): Row {
  const label = direction === "reaches" ? l10n.t("Reaches") : l10n.t("Reached by");
  return makeRow({
    parent,
    key: direction,
    label,
    icon: new ThemeIcon(direction === "reaches" ? "arrow-right" : "arrow-left"),
    spoken: label,
    load: async (row) => {
      const all = await ask("connections", { ...workload, direction });
      if (all.length === 0) return [emptyRow(direction, row)];
      const denied = all.filter(({ answer }) => answer === "denied");
      return [
        ...limited(
          all.filter(({ answer }) => answer !== "denied"),
          row,
        ),
        ...(denied.length > 0 ? [deniedRow(denied, row)] : []),
      ];
    },
  });
}

function limited(connections: readonly ConnectionAnswer[], parent: Row): Row[] {
  const rows = connections.slice(0, MOST_ROWS).map((each) => connectionRow(each, parent));
  const more = connections.length - rows.length;
  if (more === 0) return rows;
  const label = l10n.t("{0} more", more);
  return [...rows, makeRow({ parent, key: "more", label, icon: new ThemeIcon("ellipsis"), spoken: label })];
}

function connectionRow(connection: ConnectionAnswer, parent: Row): Row {
  const { end, port, place, reason, by } = connection;
  const { icon, word } = plainLook(connection);
  const parts = [...(port === undefined ? [] : [port]), word];
  return makeRow({
    parent,
    key: `${end} ${port ?? ""}`,
    label: end,
    description: parts.join(" · "),
    icon,
    tooltip: [[end, ...parts].join(" · "), reason, ...by.map(({ text }) => text)],
    spoken: [end, ...parts, reason, ...by.map(({ text }) => text)].join(", "),
    place: place ?? by.find((each) => each.place)?.place,
  });
}

function deniedRow(connections: readonly ConnectionAnswer[], parent: Row): Row {
  const label = l10n.t("Denied: {0}", connections.length);
  return makeRow({
    parent,
    key: "denied",
    label,
    icon: new ThemeIcon("circle-slash"),
    spoken: label,
    load: (row) => limited(connections, row),
  });
}

function emptyRow(direction: "reaches" | "reached", parent: Row): Row {
  const label =
    direction === "reaches"
      ? l10n.t("Nobody else is in sight")
      : l10n.t("It declares no port to be reached on");
  return makeRow({ parent, key: "none", label, icon: new ThemeIcon("info"), spoken: label });
}
