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
  if (!isSummary(result)) return l10n.t("The workspace has been scanned.");
  const { block = 0, warn = 0, hint = 0 } = result.findings;
  const counts = [result.files, block + warn + hint, block] as const;
  return l10n.t("Rampart read {0} files: {1} findings, {2} of them block.", ...counts);
}

/** What the server answers. */
interface Summary {
  readonly files: number;
  readonly findings: Readonly<Record<string, number>>;
}

function isSummary(result: unknown): result is Summary {
  return typeof result === "object" && result !== null && "files" in result && "findings" in result;
}
