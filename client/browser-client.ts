import type { LogOutputChannel, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions } from "./client-options";

/**
 * A client whose server is a worker.
 *
 * @param script address of the bundled browser server
 * @param ruleTexts the texts of the rules, which a worker cannot read itself; `undefined` where they are missing
 */
export function createBrowserClient(
  script: Uri,
  output: LogOutputChannel,
  ruleTexts: unknown,
): LanguageClient {
  const worker = () => Promise.resolve(new Worker(script.toString(true)));
  const options = clientOptions(output);
  return new LanguageClient("rampart", "Rampart", worker, {
    ...options,
    initializationOptions: { ...options.initializationOptions, ruleTexts },
  });
}
