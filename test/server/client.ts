import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import {
  type ClientCapabilities,
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type RegistrationParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/** The repository's root, where `dist/` is. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** How a test starts the server. */
export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Folders of the workspace, as addresses. */
  readonly folders?: readonly string[];
  /** The search path (`PATH`) of the server; that of the test by default. */
  readonly searchPath?: string;
  /** What the client answers for the section `rampart` of each asked scope. */
  readonly settings?: (scopeUri: string | undefined) => unknown;
}

/** A forked server with the client's side of the protocol. */
export interface TestClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly capabilities: ServerCapabilities;
  readonly initialized: InitializeResult;
  /** Everything the server wrote to the client's log. */
  readonly logs: string[];
  /** What the server registered later, in order. */
  readonly registrations: Registration[];
  /** Every publication, in order. */
  readonly published: PublishDiagnosticsParams[];
  open(uri: string, text: string, version?: number, languageId?: string): Promise<void>;
  /** Replaces the whole text. */
  change(uri: string, text: string, version: number): Promise<void>;
  close(uri: string): Promise<void>;
  /** The publication for a version of a document. */
  diagnosticsOf(uri: string, version?: number): Promise<Diagnostic[]>;
  /** Waits until the last publication for a document is as wanted. */
  until(uri: string, isWanted: (items: Diagnostic[]) => boolean): Promise<Diagnostic[]>;
  /** Asks for a document's diagnostics. */
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** The actions for a range, all of the document by default. */
  actions(uri: string, options?: { range?: Range; only?: string[] }): Promise<CodeAction[]>;
  stop(): Promise<void>;
}

/** The whole of any document. */
export const EVERYWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

/** Applies the edits of a code action to a text; the edit must name this document alone. */
export function applyAction(text: string, uri: string, action: CodeAction): string {
  const [change, ...others] = action.edit?.documentChanges ?? [];
  if (others.length > 0 || !change || !("textDocument" in change) || change.textDocument.uri !== uri)
    throw new Error(`not an edit of ${uri}: ${JSON.stringify(action.edit)}`);
  return TextDocument.applyEdits(TextDocument.create(uri, "yaml", 1, text), change.edits as TextEdit[]);
}

/** The capabilities of an editor that takes everything the server offers, by push. */
export const RICH: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
  window: { workDoneProgress: true },
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    codeAction: {
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source", "refactor"] } },
    },
    completion: { completionItem: { snippetSupport: true } },
  },
};

/** The same by pull. */
export const RICH_PULL: ClientCapabilities = {
  ...RICH,
  textDocument: { ...RICH.textDocument, diagnostic: { relatedDocumentSupport: true } },
};

/** Forks the built server and introduces a client to it. */
export async function startClient(options: StartOptions = {}): Promise<TestClient> {
  const child = spawn(process.execPath, [path.join(ROOT, "dist/server.js"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
    ...(options.searchPath === undefined ? {} : { env: { ...process.env, PATH: options.searchPath } }),
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const logs: string[] = [];
  const registrations: Registration[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const waiting: (() => void)[] = [];
  connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
    logs.push(message);
  });
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const wake of waiting.splice(0)) wake();
  });
  connection.onRequest("workspace/configuration", ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => options.settings?.(scopeUri) ?? null),
  );
  connection.onRequest("client/registerCapability", (params: RegistrationParams) => {
    registrations.push(...params.registrations);
    return null;
  });
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.onRequest("window/workDoneProgress/create", () => null);
  connection.listen();
  const params: InitializeParams = {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: path.posix.basename(uri) })) ?? null,
  };
  const initialized: InitializeResult = await connection.sendRequest("initialize", params);
  await connection.sendNotification("initialized", {});
  return {
    connection,
    process: child,
    capabilities: initialized.capabilities,
    initialized,
    logs,
    registrations,
    published,
    open: (uri, text, version = 1, languageId = "yaml") =>
      connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId, version, text },
      }),
    change: (uri, text, version) =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    close: (uri) => connection.sendNotification("textDocument/didClose", { textDocument: { uri } }),
    async diagnosticsOf(uri, version = 1) {
      for (;;) {
        const found = published.findLast((each) => each.uri === uri && each.version === version);
        if (found) return found.diagnostics;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    async until(uri, isWanted) {
      for (;;) {
        const last = published.findLast((each) => each.uri === uri);
        if (last && isWanted(last.diagnostics)) return last.diagnostics;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    pull: (uri, previousResultId) =>
      connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId }),
    actions: (uri, { range = EVERYWHERE, only } = {}) =>
      connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only ? { only } : {}) },
      }),
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await ended;
      connection.dispose();
    },
  };
}
