import type { LogOutputChannel } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions } from "./client-options";

/** A client whose server is a process of its own. @param module absolute path of the bundled server */
export function createNodeClient(module: string, output: LogOutputChannel): LanguageClient {
  const server = { module, transport: TransportKind.ipc };
  const serverOptions = { run: server, debug: server };
  return new LanguageClient("rampart", "Rampart", serverOptions, clientOptions(output));
}
