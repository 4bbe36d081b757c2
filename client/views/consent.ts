import { l10n, window } from "vscode";
import type { KubeContext } from "../../cluster";

/** Whether a cluster may be asked. */
export type MayAsk = (context: KubeContext) => Promise<boolean>;

/**
 * Asks the user once for each context that looks like production; others need no consent.
 *
 * @param looksLikeProduction tells them apart
 */
export function createConsent(looksLikeProduction: (context: KubeContext) => boolean): MayAsk {
  const granted = new Set<string>();
  return async (context) => {
    const key = `${context.name} ${context.server ?? ""}`;
    if (granted.has(key) || !looksLikeProduction(context)) return true;
    const ask = l10n.t("Ask This Cluster");
    const chosen = await window.showWarningMessage(
      l10n.t("The context {0} looks like production.", context.name),
      {
        modal: true,
        detail: l10n.t(
          "Rampart only reads, at most {0} questions a second. The cluster records them in its audit log.",
          5,
        ),
      },
      ask,
    );
    if (chosen === ask) granted.add(key);
    return chosen === ask;
  };
}
