import { commands, l10n, ProgressLocation, window } from "vscode";
import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";

/** `Rampart: Scan Workspace`: judges every manifest of the workspace once; the findings go to the Problems view. */
export async function scanWorkspace(services: Services): Promise<void> {
  const client = await startOrTell(services);
  if (!client) return;
  const result: unknown = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t("Rampart: scanning the workspace") },
    (_progress, token) => client.sendRequest<unknown>("rampart/scanWorkspace", {}, token),
  );
  const show = l10n.t("Show Problems");
  const chosen = await window.showInformationMessage(summary(result), show);
  if (chosen === show) await commands.executeCommand("workbench.actions.view.problems");
}

function summary(result: unknown): string {
  const files = numberIn(result, "files");
  const findings = numberIn(result, "findings");
  if (files === undefined || findings === undefined) return l10n.t("The workspace has been scanned.");
  return l10n.t("Rampart has read {0} files and found {1} faults.", files, findings);
}

function numberIn(result: unknown, key: string): number | undefined {
  const value: unknown =
    typeof result === "object" && result !== null ? (result as Record<string, unknown>)[key] : undefined;
  return typeof value === "number" ? value : undefined;
}
