import { type LogOutputChannel, workspace } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { DOCUMENT_SELECTOR } from "./document-selector";

/** What the desktop's and the browser's client have in common. */
export function clientOptions(output: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: DOCUMENT_SELECTOR.map((kind) => ({ ...kind })),
    diagnosticCollectionName: "rampart",
    outputChannel: output,
    // The extension contributes the snippets itself, so completion need not.
    initializationOptions: {
      commands: [
        "rampart.showRule",
        "rampart.ignore",
        "rampart.waive",
        "rampart.writeInventory",
        "rampart.showReferences",
      ],
      snippets: false,
      // A server that is started again is told what holds then.
      get trusted() {
        return workspace.isTrusted;
      },
    },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}
