import { CodeAction, type CodeActionKind, commands, type Range, type Uri, workspace } from "vscode";

/** How many actions are resolved, that is, get their edits worked out. */
const RESOLVED = 20;

/**
 * The code actions of a kind, or of a narrower one, that VS Code offers for a range, with their edits.
 * Disabled ones are left out.
 */
export async function codeActions(uri: Uri, range: Range, kind: CodeActionKind): Promise<CodeAction[]> {
  const offered = await commands.executeCommand<(CodeAction | object)[]>(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    kind.value,
    RESOLVED,
  );
  return offered.filter(
    (action): action is CodeAction =>
      action instanceof CodeAction &&
      action.disabled === undefined &&
      action.kind !== undefined &&
      kind.contains(action.kind),
  );
}

/** Applies an action: its edit, then its command. Resolves with whether the edit was accepted. */
export async function applyCodeAction({ edit, command }: CodeAction): Promise<boolean> {
  const isApplied = edit === undefined || (await workspace.applyEdit(edit));
  if (isApplied && command) await commands.executeCommand(command.command, ...(command.arguments ?? []));
  return isApplied;
}
