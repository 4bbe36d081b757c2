import { l10n } from "vscode";
import type { Danger } from "../../../cluster";
import { checkReasonText } from "../check-reason";

/** What a danger lets somebody do, in two or three words, to be listed with others. */
export function dangerText(danger: Danger): string {
  return SHORT[danger]();
}

/** Why a danger matters, in one sentence. */
export function dangerSentence(danger: Danger): string {
  return danger === "hides-traces"
    ? l10n.t("Whoever may do this can remove the traces of what has happened.")
    : checkReasonText(danger);
}

const SHORT: Readonly<Record<Danger, () => string>> = {
  "reads-secrets": () => l10n.t("reads Secrets"),
  "runs-code": () => l10n.t("runs code"),
  "enters-pods": () => l10n.t("enters pods"),
  "gains-rights": () => l10n.t("gains rights"),
  "acts-as-others": () => l10n.t("acts as others"),
  "changes-workloads": () => l10n.t("changes workloads"),
  "opens-network": () => l10n.t("opens the network"),
  "controls-admission": () => l10n.t("controls admission"),
  "controls-nodes": () => l10n.t("controls nodes"),
  destroys: () => l10n.t("destroys"),
  "hides-traces": () => l10n.t("hides traces"),
};
