import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import type { ClientFeatures } from "./client-features";
import { SHOW_PLACE } from "./requests/show-place";

/** The kind of the code action that applies every safe fix of a file. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.rampart`;

/**
 * What the server offers to this client.
 *
 * @param hasFiles whether the workspace's files can be read, so that files which are not open are judged too
 */
export function serverCapabilities(client: ClientFeatures, hasFiles: boolean): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    ...(client.pullDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "rampart",
            interFileDependencies: hasFiles,
            workspaceDiagnostics: hasFiles,
          },
        }
      : {}),
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, CodeActionKind.Refactor],
      resolveProvider: client.resolvesEdits,
    },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [":", " ", "-", "[", ",", '"', "/"], resolveProvider: false },
    documentLinkProvider: { resolveProvider: false },
    ...(hasFiles
      ? {
          definitionProvider: true,
          referencesProvider: true,
          renameProvider: client.preparesRename ? { prepareProvider: true } : true,
          documentSymbolProvider: true,
          workspaceSymbolProvider: true,
          codeLensProvider: { resolveProvider: true },
          executeCommandProvider: { commands: [SHOW_PLACE] },
        }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
