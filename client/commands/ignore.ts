import { l10n, window, workspace } from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient";
import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";

/**
 * Ignores a finding: asks for the reason, then writes the comment or annotation.
 *
 * @param target what is ignored and where, as the server's code action says it; nothing happens without it
 */
export async function ignore(services: Services, target?: unknown): Promise<void> {
  if (typeof target !== "object" || target === null || !("rule" in target)) return;
  const reason = await window.showInputBox({
    title: l10n.t("Ignore {0}", String(target.rule)),
    prompt: l10n.t("Why is it right here? The reason stands beside it."),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" ? l10n.t("Without a reason it is a finding itself.") : undefined,
  });
  const client = reason === undefined ? undefined : await startOrTell(services);
  if (!client) return;
  const params = { ...target, reason };
  const planned = await client.sendRequest<WorkspaceEdit | null>("rampart/ignore", params);
  const edit = planned && (await client.protocol2CodeConverter.asWorkspaceEdit(planned));
  if (edit && (await workspace.applyEdit(edit))) return;
  void window.showInformationMessage(l10n.t("The finding is no longer there."));
}
