import { l10n } from "vscode";
import type { CheckReason } from "../../cluster";

/** Why a permission matters, in one sentence of the user's language. */
export function checkReasonText(reason: CheckReason): string {
  switch (reason) {
    case "reads-secrets":
      return l10n.t("Whoever may do this can read the values of Secrets; list is enough.");
    case "runs-code":
      return l10n.t("Whoever may do this can run code with every account and volume of its namespace.");
    case "enters-pods":
      return l10n.t("Whoever may do this can run commands in running containers.");
    case "gains-rights":
      return l10n.t("Whoever may do this can give themselves rights they do not have.");
    case "acts-as-others":
      return l10n.t("Whoever may do this can act as somebody else.");
    case "changes-workloads":
      return l10n.t("Whoever may do this can change what runs, and with which account.");
    case "opens-network":
      return l10n.t("Whoever may do this can remove the walls between pods.");
    case "controls-admission":
      return l10n.t("Whoever may do this can read, change or let through every object that is written.");
    case "controls-nodes":
      return l10n.t("Whoever may do this can run commands in every pod of a node.");
    case "destroys":
      return l10n.t("Deletes running pods.");
    case "reads":
      return l10n.t("Reads only.");
    case "own":
      return l10n.t("Asked by you.");
  }
}
