import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

/** The repository's root, where `dist/` is. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** How a test starts the server. */
export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Folders of the workspace, as addresses. */
  readonly folders?: readonly string[];
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
  /** Every publication, in order. */
  readonly published: PublishDiagnosticsParams[];
  open(uri: string, text: string, version?: number, languageId?: string): Promise<void>;
  /** Replaces the whole text. */
  change(uri: string, text: string, version: number): Promise<void>;
  close(uri: string): Promise<void>;
  /** The publication for a version of a document. */
  diagnosticsOf(uri: string, version?: number): Promise<Diagnostic[]>;
  stop(): Promise<void>;
}

/** Forks the built server and introduces a client to it. */
export async function startClient(options: StartOptions = {}): Promise<TestClient> {
  const child = spawn(process.execPath, [path.join(ROOT, "dist/server.js"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const logs: string[] = [];
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
  connection.onRequest("client/registerCapability", () => null);
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
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await ended;
      connection.dispose();
    },
  };
}
