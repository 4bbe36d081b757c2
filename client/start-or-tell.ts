import { l10n, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Services } from "./services";

/**
 * Starts the server for what the user has just asked. Tells them when it cannot start, and resolves with `undefined`
 * then; the notification is not waited for.
 */
export async function startOrTell({ server, output }: Services): Promise<BaseLanguageClient | undefined> {
  try {
    return await server.start();
  } catch {
    const show = l10n.t("Show Output");
    const message = l10n.t("The language server of Rampart could not be started.");
    void window.showErrorMessage(message, show).then((chosen) => {
      if (chosen === show) output.show();
    });
    return undefined;
  }
}
