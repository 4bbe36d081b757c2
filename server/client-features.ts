import type { ClientCapabilities } from "vscode-languageserver";

/** What the client can do, as far as it changes what we do. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly relatedDocuments: boolean;
  readonly diagnosticRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchedFilesRegistration: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  readonly versionedEdits: boolean;
  /** The edit of a code action may be computed when it is chosen. */
  readonly resolvesEdits: boolean;
  readonly preferredActions: boolean;
  readonly snippets: boolean;
}

/** Reads the client's capabilities; what is missing or malformed counts as not supported. */
export function clientFeatures(capabilities: ClientCapabilities | undefined): ClientFeatures {
  const { textDocument, workspace, window } = capabilities ?? {};
  const codeAction = textDocument?.codeAction;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    relatedDocuments: textDocument?.diagnostic?.relatedDocumentSupport === true,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFilesRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    resolvesEdits:
      codeAction?.dataSupport === true && codeAction.resolveSupport?.properties?.includes("edit") === true,
    preferredActions: codeAction?.isPreferredSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
  };
}
