import { l10n, ThemeIcon } from "vscode";
import { dangerLook } from "./answer-look";
import type { DetailAnswer, RightAnswer } from "./answers";
import { makeRow, type Row } from "./row";

/** The account of a workload; below it the dangerous rights that it holds, and that it may hold. */
export function accountRow({ account, rights, deniedRights }: DetailAnswer, parent: Row): Row {
  const label = l10n.t("Account {0}", account.name);
  const token = account.mountsToken ? l10n.t("token mounted") : l10n.t("no token mounted");
  return makeRow({
    parent,
    key: "account",
    label,
    description: token,
    icon: new ThemeIcon("robot"),
    spoken: `${label}, ${token}`,
    place: account.place,
    expanded: rights.length > 0,
    load: (row) => [
      ...rights.map((right, index) => rightRow(right, index, row)),
      deniedRow(deniedRights, row),
    ],
  });
}

/** One dangerous right, with the binding that gives it. */
function rightRow(right: RightAnswer, index: number, parent: Row): Row {
  const { icon, word } = dangerLook(right);
  const where = right.namespace ?? l10n.t("whole cluster");
  const [binding] = right.by;
  return makeRow({
    parent,
    key: `right ${index}`,
    label: right.gains,
    description: [word, where, ...(binding ? [binding.text] : [])].join(" · "),
    icon,
    tooltip: [right.gains, `${word}: ${right.reason}`, where],
    spoken: `${right.gains}: ${word}, ${where}, ${right.reason}`,
    place: binding?.place,
  });
}

function deniedRow(count: number, parent: Row): Row {
  const label = l10n.t("{0} other dangerous rights", count);
  return makeRow({
    parent,
    key: "denied",
    label,
    description: l10n.t("denied"),
    icon: new ThemeIcon("circle-slash"),
    tooltip: [l10n.t("By these manifests and the default roles of Kubernetes nothing gives them.")],
    spoken: `${label}: ${l10n.t("denied")}`,
  });
}
