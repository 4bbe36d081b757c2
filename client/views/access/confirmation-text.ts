import { l10n } from "vscode";
import type { Answer, Comparison } from "../../../cluster";

/** How the cluster's own answer stands to the one that was worked out, in words. */
export function confirmationText(comparison: Comparison, { answer, reason }: Answer): string {
  switch (comparison) {
    case "agrees":
      return l10n.t("confirmed by the cluster");
    case "refused":
      return l10n.t(
        "the cluster says no ({0}): the roles have changed since they were listed, or another authorizer refuses",
        reason,
      );
    case "granted":
      // RBAC names itself in its reasons; other authorizers say what they like, or nothing.
      return reason.startsWith("RBAC:")
        ? l10n.t("the cluster says yes ({0}): the roles have changed since they were listed", reason)
        : l10n.t("the cluster says yes ({0}): another authorizer than RBAC allows it", reason);
    case "settled":
      return answer === "allowed"
        ? l10n.t("the cluster says yes: {0}", reason)
        : l10n.t("the cluster says no: {0}", reason);
    case "unanswered":
      return l10n.t("the cluster gave no answer: {0}", reason);
  }
}
