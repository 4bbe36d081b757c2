import type { LogOutputChannel, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions } from "./client-options";

/** A client whose server is a worker. @param script address of the bundled browser server */
export function createBrowserClient(script: Uri, output: LogOutputChannel): LanguageClient {
  const worker = () => Promise.resolve(new Worker(script.toString(true)));
  return new LanguageClient("rampart", "Rampart", worker, clientOptions(output));
}
