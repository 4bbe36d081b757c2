import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser";

const REQUEST_TIMEOUT_MS = 15_000;

/** A notification that the server sent. */
export interface ServerNotification {
  readonly method: string;
  readonly params: unknown;
}

/** The language server in a Web Worker of a real browser, spoken to in its own protocol. */
export interface WorkerServer {
  /** Sends a request; resolves with its result, rejects with the server's error or after 15 seconds. */
  request<Result = unknown>(method: string, params?: unknown): Promise<Result>;
  notify(method: string, params?: unknown): Promise<void>;
  /** Calls back for each notification of a method; returns what ends that. */
  onNotification(method: string, listener: (params: unknown) => void): () => void;
  /** Resolves with the first notification of a method, already received or still to come, that satisfies. */
  waitForNotification<Params = unknown>(
    method: string,
    satisfies?: (params: Params) => boolean,
  ): Promise<Params>;
  /** Answers the server's own requests of a method; without a handler they get null. */
  onRequest(method: string, handler: (params: unknown) => unknown): void;
  /** Errors that the worker raised outside of any request. */
  errors(): readonly string[];
  stop(): Promise<void>;
}

/** What a worker is started with. */
export interface WorkerServerOptions {
  /** The worker's script; default `dist/browser/server.js` of this repository. */
  readonly script?: string;
  /** A browser to use; default: one of the worker's own. */
  readonly browser?: Browser;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Serves an empty page and the worker's script, and nothing else, on a free port of 127.0.0.1. */
async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === "/server.js") {
      readFile(script).then(
        (text) => response.writeHead(200, { "content-type": "text/javascript" }).end(text),
        () => response.writeHead(404).end(),
      );
      return;
    }
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>worker</title>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/**
 * Starts the browser build of the language server as a Web Worker in Chromium. Messages are the JSON-RPC objects
 * that `BrowserMessageReader` and `BrowserMessageWriter` exchange by `postMessage`.
 */
export async function startWorkerServer(options: WorkerServerOptions = {}): Promise<WorkerServer> {
  const http = await serve(options.script ?? join(repository, "dist", "browser", "server.js"));
  const browser = options.browser ?? (await launchBrowser());
  const context = await browser.newContext();
  const page = await context.newPage();

  const pending = new Map<number, Pending>();
  const received: ServerNotification[] = [];
  const listeners = new Set<(notification: ServerNotification) => void>();
  const handlers = new Map<string, (params: unknown) => unknown>();
  const errors: string[] = [];
  let lastId = 0;

  async function post(message: Message): Promise<void> {
    await page.evaluate(
      (sent) => {
        // The page keeps its worker under this name; see the start below.
        (globalThis as unknown as { worker: Worker }).worker.postMessage(sent);
      },
      { jsonrpc: "2.0", ...message },
    );
  }

  async function answer(id: number | string, method: string, params: unknown): Promise<void> {
    const result = (await handlers.get(method)?.(params)) ?? null;
    await post({ id, result });
  }

  function take(message: Message): void {
    if (message.method !== undefined && message.id !== undefined) {
      answer(message.id, message.method, message.params).catch((error: unknown) =>
        errors.push(String(error)),
      );
    } else if (message.method !== undefined) {
      const notification = { method: message.method, params: message.params };
      received.push(notification);
      for (const listener of [...listeners]) listener(notification);
    } else {
      const waiting = pending.get(Number(message.id));
      if (waiting === undefined) return;
      pending.delete(Number(message.id));
      clearTimeout(waiting.timer);
      if (message.error === undefined) waiting.resolve(message.result);
      else waiting.reject(new Error(`${message.error.code}: ${message.error.message}`));
    }
  }

  function onNotification(method: string, listener: (params: unknown) => void): () => void {
    const each = (notification: ServerNotification) => {
      if (notification.method === method) listener(notification.params);
    };
    listeners.add(each);
    return () => listeners.delete(each);
  }

  await page.exposeFunction("take", take);
  await page.exposeFunction("fail", (message: string) => {
    errors.push(message);
    // A worker that failed outside of a request may never answer again.
    for (const { reject, timer } of pending.values()) {
      clearTimeout(timer);
      reject(new Error(`the worker failed: ${message}`));
    }
    pending.clear();
  });
  await page.goto(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`);
  await page.evaluate(() => {
    const scope = globalThis as unknown as {
      worker: Worker;
      take: (message: unknown) => void;
      fail: (message: string) => void;
    };
    scope.worker = new Worker("/server.js");
    scope.worker.onmessage = (event) => scope.take(event.data);
    scope.worker.onerror = (event) => scope.fail(event.message ?? "the worker script could not be loaded");
  });

  return {
    onNotification,
    errors: () => errors,
    request<Result>(method: string, params?: unknown) {
      lastId += 1;
      const id = lastId;
      return new Promise<Result>((done, reject) => {
        if (errors.length > 0) {
          reject(new Error(`the worker failed: ${errors.join("; ")}`));
          return;
        }
        const timer = setTimeout(() => {
          pending.delete(id);
          reject(
            new Error(`${method}: no answer within ${REQUEST_TIMEOUT_MS} ms; errors: ${errors.join("; ")}`),
          );
        }, REQUEST_TIMEOUT_MS);
        // The caller names the type that the protocol gives this method's result.
        pending.set(id, { resolve: (result) => done(result as Result), reject, timer });
        post({ id, method, params }).catch(reject);
      });
    },
    async notify(method, params) {
      await post({ method, params });
    },
    waitForNotification<Params>(method: string, satisfies: (params: Params) => boolean = () => true) {
      const earlier = received.find((each) => each.method === method && satisfies(each.params as Params));
      if (earlier !== undefined) return Promise.resolve(earlier.params as Params);
      return new Promise<Params>((done, reject) => {
        const timer = setTimeout(() => {
          end();
          reject(
            new Error(
              `${method}: not received within ${REQUEST_TIMEOUT_MS} ms; errors: ${errors.join("; ")}`,
            ),
          );
        }, REQUEST_TIMEOUT_MS);
        const end = onNotification(method, (params) => {
          if (!satisfies(params as Params)) return;
          clearTimeout(timer);
          end();
          done(params as Params);
        });
      });
    },
    onRequest(method, handler) {
      handlers.set(method, handler);
    },
    async stop() {
      for (const { timer } of pending.values()) clearTimeout(timer);
      await context.close();
      if (options.browser === undefined) await browser.close();
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
    },
  };
}
