import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { VERSION } from "../engine/project";
import { serverCapabilities } from "./capabilities";
import { clientFeatures } from "./client-features";
import { type Diagnostics, startDiagnostics } from "./diagnostics";
import { createFolders } from "./folders";
import type { Host } from "./host";
import { fileCommentsOf, judgeDocument } from "./judge-document";
import { createOpenManifests } from "./open-manifests";
import { createPolicies } from "./policies";
import { type LogError, runSafely } from "./run-safe";
import type { Session } from "./session";
import { watchSettings } from "./watch-settings";

/**
 * Runs the language server on a connection until the client ends it. Never throws: what fails inside a handler is
 * logged without any content of a document.
 */
export function startServer(connection: Connection, host: Host): void {
  const log: LogError = (message) => connection.console.error(message);
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params): InitializeResult => {
    let isReady = () => {};
    const ready = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    const session = createSession({ connection, host, documents, params, log, ready });
    const diagnostics = startDiagnostics(session);
    followDocuments(session, diagnostics);
    connection.onInitialized(() => {
      void runSafely(log, "initialized", () => watchSettings(session, () => diagnostics.refresh())).then(
        isReady,
      );
    });
    return {
      serverInfo: { name: "rampart", version: VERSION },
      capabilities: serverCapabilities(session.client, host.files !== undefined),
    };
  });
  documents.listen(connection);
  connection.listen();
}

interface Start extends Pick<Session, "connection" | "host" | "documents" | "log" | "ready"> {
  readonly params: InitializeParams;
}

function createSession({ params, ...start }: Start): Session {
  const { connection, host, documents } = start;
  const folders = createFolders();
  const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  folders.set(roots);
  const policies = createPolicies((message) => connection.window.showWarningMessage(message));
  return {
    ...start,
    client: clientFeatures(params.capabilities),
    folders,
    policies,
    manifests: createOpenManifests(documents, host, folders, () => false),
    locateElsewhere: () => undefined,
    judge({ file, folder }) {
      const policy = policies.policyFor(folder, file.file);
      const fileComments = fileCommentsOf(file.text);
      return file.documents.map((document) => judgeDocument(file.file, document, policy, fileComments));
    },
  };
}

function followDocuments({ documents, manifests, log }: Session, diagnostics: Diagnostics): void {
  documents.onDidChangeContent(({ document }) => {
    void runSafely(log, "textDocument/didChange", () => diagnostics.changed(document.uri));
  });
  documents.onDidClose(({ document }) => {
    manifests.forget(document.uri);
    void runSafely(log, "textDocument/didClose", () => diagnostics.closed(document.uri));
  });
}
