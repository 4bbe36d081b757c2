import { type Disposable, type Event, EventEmitter, type LogOutputChannel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What the language server is doing, as the status item tells it. */
export type ServerState = "stopped" | "starting" | "running" | "failed";

/** Makes a client that is not started; called once for every start. */
export type CreateClient = (output: LogOutputChannel) => Promise<BaseLanguageClient>;

/** The language server's life: started when it is first needed, once. */
export interface LanguageServer extends Disposable {
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** Starts the server unless it runs; resolves with the client once it does. Rejects when it cannot start. */
  start(): Promise<BaseLanguageClient>;
  /** Ends the server and starts it anew. */
  restart(): Promise<BaseLanguageClient>;
  /** Ends the server; a later `start` starts a new one. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 2_000;

/** Manages one language server. Nothing runs before the first `start`. */
export function createLanguageServer(create: CreateClient, output: LogOutputChannel): LanguageServer {
  const changed = new EventEmitter<ServerState>();
  let state: ServerState = "stopped";
  let current: Promise<BaseLanguageClient> | undefined;

  const become = (next: ServerState) => {
    if (next === state) return;
    state = next;
    changed.fire(next);
  };

  /** Follows a server that ends by itself; the client starts it again, until it has ended too often. */
  function follow(client: BaseLanguageClient, isCurrent: () => boolean): void {
    client.onDidChangeState(() => {
      if (!isCurrent()) return;
      if (client.isRunning()) become("running");
      else become(client.needsStart() ? "failed" : "starting");
    });
  }

  async function launch(): Promise<BaseLanguageClient> {
    become("starting");
    const client = await create(output);
    await client.start();
    become("running");
    return client;
  }

  function start(): Promise<BaseLanguageClient> {
    if (current) return current;
    const launched = launch();
    current = launched;
    launched.then(
      (client) => follow(client, () => current === launched),
      (error: unknown) => {
        output.error(error instanceof Error ? error : String(error));
        if (current !== launched) return;
        current = undefined;
        become("failed");
      },
    );
    return launched;
  }

  async function stop(): Promise<void> {
    const ending = current;
    current = undefined;
    const client = await ending?.catch(() => undefined);
    // A server that hangs is no reason to keep the editor waiting.
    await client?.dispose(STOP_TIMEOUT_MS).catch((error: unknown) => output.warn(String(error)));
    become("stopped");
  }

  return {
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    start,
    stop,
    async restart() {
      await stop();
      return await start();
    },
    dispose: () => changed.dispose(),
  };
}
