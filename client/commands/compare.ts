import { l10n, ProgressLocation, type WorkspaceFolder, window } from "vscode";
import type { Comparisons } from "../comparison";
import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";

/** Who is asked, where the result is shown. */
export interface CompareContext {
  readonly services: Services;
  readonly comparisons: Comparisons;
}

/** A comparison to ask for. */
export interface CompareOptions {
  readonly folder: WorkspaceFolder;
  /** The request after `rampart/compare/`. */
  readonly method: "branch" | "environments";
  readonly params: Readonly<Record<string, string>>;
  /** How the document is called that shows the result. */
  readonly name: string;
}

/** Asks the server for a comparison and shows it, or says why there is none. */
export async function compare(
  { services, comparisons }: CompareContext,
  { folder, method, params, name }: CompareOptions,
): Promise<void> {
  const client = await startOrTell(services);
  if (!client) return;
  const uri = client.code2ProtocolConverter.asUri(folder.uri);
  const result = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t("Rampart: comparing") },
    () =>
      client.sendRequest<{ readonly markdown?: string; readonly problem?: string }>(
        `rampart/compare/${method}`,
        {
          ...params,
          folder: uri,
        },
      ),
  );
  if (result.markdown === undefined)
    void window.showErrorMessage(l10n.t("Rampart cannot compare: {0}.", result.problem ?? ""));
  else await comparisons.show(name, result.markdown);
}
