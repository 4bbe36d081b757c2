import { readFileSync } from "node:fs";
import path from "node:path";
import { createContext, Script } from "node:vm";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import { ROOT } from "./client";
import { HOST_PID } from "./manifests";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** Runs the browser's bundle with what a dedicated worker has, and nothing that Node has. */
function startWorker() {
  const received: Message[] = [];
  const waiting: (() => void)[] = [];
  const scope: Record<string, unknown> = {
    // Only for errors, of which there are none.
    addEventListener: () => {},
    MessageChannel,
    setTimeout,
    clearTimeout,
    console,
    TextEncoder,
    TextDecoder,
    performance,
    queueMicrotask,
    postMessage(message: Message) {
      received.push(message);
      for (const wake of waiting.splice(0)) wake();
    },
  };
  scope.self = scope;
  new Script(readFileSync(path.join(ROOT, "dist/browser/server.js"), "utf8")).runInContext(
    createContext(scope),
  );
  return {
    send: (message: Message) =>
      (scope.onmessage as (event: { data: unknown }) => void)({ data: { jsonrpc: "2.0", ...message } }),
    async receive(isWanted: (message: Message) => boolean): Promise<Message> {
      for (;;) {
        const found = received.find(isWanted);
        if (found) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

describe("the server in a browser's worker", () => {
  it("judges open documents by the document rules", async () => {
    const worker = startWorker();
    worker.send({
      id: 1,
      method: "initialize",
      params: {
        processId: null,
        capabilities: {},
        workspaceFolders: [{ uri: "vscode-vfs://github/a/b", name: "b" }],
      },
    });
    const initialized = await worker.receive(({ id }) => id === 1);
    expect(initialized.result).toMatchObject({
      serverInfo: { name: "rampart" },
      capabilities: { hoverProvider: true },
    });
    worker.send({ method: "initialized", params: {} });
    const uri = "vscode-vfs://github/a/b/pod.yaml";
    worker.send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "yaml", version: 1, text: HOST_PID } },
    });
    const published = await worker.receive(({ method }) => method === "textDocument/publishDiagnostics");
    const { diagnostics } = published.params as { diagnostics: Diagnostic[] };
    expect(diagnostics.map(({ code }) => code)).toContain("workload/host-pid");
    worker.send({ id: 2, method: "rampart/scanWorkspace" });
    expect((await worker.receive(({ id }) => id === 2)).result).toMatchObject({ files: 1 });
  });

  it("explains findings with the texts that its client hands over, and without them too", async () => {
    const whyOf = async (initializationOptions: unknown) => {
      const worker = startWorker();
      worker.send({
        id: 1,
        method: "initialize",
        params: { processId: null, capabilities: {}, workspaceFolders: null, initializationOptions },
      });
      await worker.receive(({ id }) => id === 1);
      worker.send({ method: "initialized", params: {} });
      const uri = "untitled:pod.yaml";
      worker.send({
        method: "textDocument/didOpen",
        params: { textDocument: { uri, languageId: "yaml", version: 1, text: HOST_PID } },
      });
      worker.send({
        id: 2,
        method: "textDocument/hover",
        params: { textDocument: { uri }, position: { line: 5, character: 12 } },
      });
      const hover = (await worker.receive(({ id }) => id === 2)).result as { contents: { value: string } };
      return hover.contents.value;
    };
    const ruleTexts = { "workload/host-pid": { why: "Because of the node.", remediation: 7 } };
    const given = await whyOf({ ruleTexts });
    expect(given).toContain("Because of the node.");
    expect(given).not.toContain("**Fix:**");
    const without = await whyOf({});
    expect(without).toContain("**Pod shares the node's processes**");
    expect(without).not.toContain("**Fix:**");
  });
});
