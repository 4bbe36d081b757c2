import { type ExtensionContext, type TextDocument, window, workspace } from "vscode";
import { registerCommands } from "./commands/registry";
import { startsServer } from "./document-selector";
import { type CreateClient, createLanguageServer } from "./language-server";
import { showLanguageStatus } from "./language-status";
import { registerRulePages } from "./rule-page";
import type { Services } from "./services";

/**
 * What desktop and browser have in common: commands, status, and a language server that starts with the first
 * manifest. Returns at once; nothing that is started here is waited for.
 */
export function activateCommon(context: ExtensionContext, createClient: CreateClient): Services {
  const output = window.createOutputChannel("Rampart", { log: true });
  const server = createLanguageServer(createClient, output);
  const services: Services = { context, output, server };
  context.subscriptions.push(
    output,
    server,
    registerCommands(services),
    registerRulePages(services),
    showLanguageStatus(services),
    workspace.onDidGrantWorkspaceTrust(() => void tellTrust(services)),
    workspace.onDidOpenTextDocument((document) => startFor([document], services)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("rampart.scan")) startFor([], services);
    }),
  );
  startFor(workspace.textDocuments, services);
  return services;
}

/** The server runs tools on the workspace from now on; one that does not run yet is told when it starts. */
async function tellTrust({ server }: Services): Promise<void> {
  if (server.state !== "running") return;
  const client = await server.start();
  await client.sendNotification("rampart/trusted");
}

function startFor(documents: readonly TextDocument[], { server }: Services): void {
  const isWanted = documents.some(startsServer) || judgesWholeWorkspace();
  // A failure is in the output, and the status item shows it.
  if (isWanted) server.start().catch(() => undefined);
}

function judgesWholeWorkspace(): boolean {
  return workspace.getConfiguration("rampart").get("scan") === "workspace";
}
