import {
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { VERSION } from "../engine/project";
import { serverCapabilities } from "./capabilities";
import { clientFeatures } from "./client-features";
import { startCodeActions } from "./code-actions/code-actions";
import { startCompletion } from "./completion/completion";
import { type Diagnostics, startDiagnostics } from "./diagnostics";
import { startDocumentLinks } from "./document-links";
import { createFolders, uriKey } from "./folders";
import { type Host, whenIdle } from "./host";
import { startHover } from "./hover/hover";
import { createIndexes } from "./index/indexes";
import { createStartProgress } from "./index/progress";
import { fileCommentsOf, judgeDocument } from "./judge-document";
import { createOpenManifests, type OpenManifest } from "./open-manifests";
import { createPolicies } from "./policies";
import { startIgnoreRequest } from "./requests/ignore";
import { startRuleRequest } from "./requests/rule";
import { startScanWorkspaceRequest } from "./requests/scan-workspace";
import { startStatusRequest } from "./requests/status";
import { type LogError, runSafely } from "./run-safe";
import type { Session } from "./session";
import { createUsedWaivers } from "./used-waivers";
import { watchSettings } from "./watch-settings";
import { watchWorkspace } from "./watch-workspace";

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
    const others: Others = { changed: () => {}, refresh: () => {} };
    const session = createSession({ connection, host, documents, params, log, ready }, others);
    const diagnostics = startDiagnostics(session);
    others.changed = diagnostics.othersChanged;
    others.refresh = diagnostics.refresh;
    followDocuments(session, diagnostics);
    startFeatures(session, diagnostics);
    connection.onInitialized(() => {
      void runSafely(log, "initialized", () => watchSettings(session, diagnostics))
        .then(isReady)
        .then(() => runSafely(log, "initialized", () => watchWorkspace(session, diagnostics)));
    });
    return {
      serverInfo: { name: "rampart", version: VERSION },
      capabilities: serverCapabilities(
        session.client,
        host.files !== undefined && host.features !== undefined,
      ),
    };
  });
  documents.listen(connection);
  connection.listen();
}

/** `rampart/trusted`: the user trusts the workspace from now on. Takes no parameters. */
const TRUSTED = "rampart/trusted";

function startFeatures(session: Session, diagnostics: Diagnostics): void {
  startCodeActions(session);
  startHover(session);
  startCompletion(session);
  startDocumentLinks(session);
  startIgnoreRequest(session);
  startRuleRequest(session);
  startStatusRequest(session);
  startScanWorkspaceRequest(session, diagnostics);
  session.host.features?.start(session);
}

/** What the index tells: set once there is somebody to tell it to. */
interface Others {
  changed: Diagnostics["othersChanged"];
  refresh: Diagnostics["refresh"];
}

interface Start extends Pick<Session, "connection" | "host" | "documents" | "log" | "ready"> {
  readonly params: InitializeParams;
}

function createSession({ params, ...start }: Start, others: Others): Session {
  const { connection, host, documents, log, ready } = start;
  const client = clientFeatures(params);
  const folders = createFolders();
  folders.set(params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []));
  /** The address under which a file is open: clients escape the same path differently. */
  const openUri = (key: string) => documents.keys().find((uri) => uriKey(uri) === key);
  const policies = createPolicies(host.files, (message) => connection.window.showWarningMessage(message));
  const manifests = createOpenManifests(documents, host, folders, (uri) => indexes.isPatchFile(uri));
  const indexes = createIndexes({
    host,
    folders,
    policies,
    log,
    startProgress: createStartProgress(connection, client),
    openManifests: () => manifests.uris().flatMap((uri) => manifests.get(uri) ?? []),
    openManifest: (uri) => manifests.get(uri),
    openUri,
    changed: (uris) => others.changed(uris),
    patchesChanged() {
      manifests.forgetAll();
      others.refresh();
    },
  });

  // What a lens tells depends on other files too: on everything that lives with its resource.
  indexes.onDidChange(refreshLenses);

  function refreshLenses(): void {
    if (client.codeLensRefresh && host.features)
      void runSafely(log, "workspace/codeLens/refresh", () =>
        connection.sendRequest(CodeLensRefreshRequest.type),
      );
  }

  async function prepare(uri: string): Promise<void> {
    await ready;
    const { folder, name } = folders.nameOf(uri);
    await policies.load(folder, [name]);
    await whenIdle(host);
  }

  let isTrusted = client.trusted;
  const renderings = host.features?.createRenderings({
    host,
    folders,
    policies,
    indexes,
    documents,
    log,
    isTrusted: () => isTrusted,
    note: (message) => connection.console.info(message),
  });
  const differences = host.features?.createDifferences({
    host,
    folders,
    policies,
    indexes,
    log,
    changed: (uris) => others.changed(uris.map((uri) => openUri(uriKey(uri)) ?? uri)),
    note: (message) => connection.console.info(message),
  });
  connection.onNotification(TRUSTED, () => {
    isTrusted = true;
    renderings?.configured();
  });

  return {
    ...start,
    client,
    folders,
    policies,
    manifests,
    indexes,
    renderings,
    differences,
    usedWaivers: createUsedWaivers(),
    prepare,
    async manifest(uri) {
      await prepare(uri);
      return manifests.get(uri);
    },
    judge(manifest) {
      const { file, folder } = manifest;
      if (policies.isExcluded(folder, file.file)) return [];
      if (manifest.version !== null) indexes.take(manifest as OpenManifest);
      const policy = policies.policyFor(folder, file.file);
      const waivers = policies.waiversFor(folder, file.file);
      const fileComments = fileCommentsOf(file.text);
      return file.documents.map((document, index) => {
        const found = indexes.findings(manifest, index);
        return judgeDocument(file.file, document, policy, {
          fileComments,
          scopeFindings: differences?.added(found, folder, file.file, index) ?? found,
          waivers,
          scopes: indexes.of(folder)?.scopesOf(file.file),
          index,
        });
      });
    },
  };
}

function followDocuments(session: Session, diagnostics: Diagnostics): void {
  const { connection, documents, manifests, indexes, renderings, differences, log } = session;
  documents.onDidOpen(({ document }) => renderings?.opened(document.uri));
  documents.onDidSave(({ document }) => renderings?.saved(document.uri));
  connection.onExit(() => {
    renderings?.stop();
    differences?.stop();
  });
  documents.onDidChangeContent(({ document }) => {
    // First of all: nothing is to be judged by what was rendered before the edit.
    renderings?.edited(document.uri);
    differences?.touched(document.uri);
    void runSafely(log, "textDocument/didChange", () => diagnostics.changed(document.uri));
  });
  documents.onDidClose(({ document }) => {
    manifests.forget(document.uri);
    void runSafely(log, "textDocument/didClose", async () => {
      diagnostics.closed(document.uri);
      await indexes.reload([document.uri]);
    });
  });
}
