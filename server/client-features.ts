import type { InitializeParams } from "vscode-languageserver";
import { SHOW_RULE } from "./code-actions/show-rule";
import { parseInitializationOptions } from "./initialization-options";
import type { RuleTexts } from "./rule-texts";

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
  /** A rename may be prepared: the client asks first what would be renamed. */
  readonly preparesRename: boolean;
  /** The client asks for code lenses again when it is told to. */
  readonly codeLensRefresh: boolean;
  /** Edits of a workspace may hold snippets, whose placeholders the client lets the user fill. */
  readonly snippetEdits: boolean;
  /** Edits of a workspace may create files. */
  readonly createsFiles: boolean;
  /** Symbols of a document may be nested. */
  readonly nestedSymbols: boolean;
  /** The commands of ours that the client provides. */
  readonly commands: ReadonlySet<string>;
  /** Completion may insert snippets. */
  readonly snippets: boolean;
  /** Completion is to offer our snippets, since the client does not bring them itself. */
  readonly wantsSnippets: boolean;
  /** The client provides the command that shows a rule. */
  readonly showsRules: boolean;
  /** The user trusted the workspace when the server was started. */
  readonly trusted: boolean;
  /** The texts of the rules, where the client has handed them over. */
  readonly ruleTexts: RuleTexts | undefined;
}

/** Reads the client's capabilities; what is missing or malformed counts as not supported. */
export function clientFeatures({
  capabilities,
  initializationOptions,
}: Pick<InitializeParams, "capabilities" | "initializationOptions">): ClientFeatures {
  const options = parseInitializationOptions(initializationOptions);
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
    preparesRename: textDocument?.rename?.prepareSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    commands: new Set(options.commands),
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    wantsSnippets: options.snippets,
    showsRules: options.commands.includes(SHOW_RULE),
    trusted: options.trusted,
    ruleTexts: options.ruleTexts,
  };
}
