import { type ExtensionContext, type LogOutputChannel, Uri, workspace } from "vscode";
import { activateCommon } from "./activate";
import type { Services } from "./services";

let services: Services | undefined;

/** Called by VS Code in a browser without a machine behind it: document rules only, no cluster view. */
export function activate(context: ExtensionContext): void {
  services = activateCommon(context, (output) => createClient(context, output));
}

/** Called by VS Code before the extension host ends. */
export async function deactivate(): Promise<void> {
  await services?.server.stop();
}

async function createClient(context: ExtensionContext, output: LogOutputChannel) {
  const { createBrowserClient } = await import("./browser-client");
  const script = Uri.joinPath(context.extensionUri, "dist/browser/server.js");
  return createBrowserClient(script, output, await readRuleTexts(context.extensionUri));
}

/** The texts of the rules; without them the server still works, and only says less. */
async function readRuleTexts(extension: Uri): Promise<unknown> {
  try {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extension, "dist/data/rules.json"));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
