import { type ExtensionContext, type LogOutputChannel, Uri } from "vscode";
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
  return createBrowserClient(Uri.joinPath(context.extensionUri, "dist/browser/server.js"), output);
}
