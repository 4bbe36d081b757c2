import { afterAll, beforeAll, expect, it } from "vitest";
import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import { startWorkerServer, type WorkerServer } from "../host/browser-worker";

const pod = (privileged: boolean) => `apiVersion: v1
kind: Pod
metadata:
  name: api
  namespace: shop
spec:
  containers:
    - name: api
      image: registry.example.com/api:1.4.2
      securityContext:
        privileged: ${privileged}
`;

let server: WorkerServer;

beforeAll(async () => {
  server = await startWorkerServer();
  await server.request("initialize", { processId: null, rootUri: null, capabilities: {} });
  await server.notify("initialized", {});
});

afterAll(async () => {
  await server?.stop();
});

/** Opens a document and waits for the diagnostics of that version. */
async function open(uri: string, text: string): Promise<readonly Diagnostic[]> {
  await server.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });
  const published = await server.waitForNotification<PublishDiagnosticsParams>(
    "textDocument/publishDiagnostics",
    (params) => params.uri === uri && params.version === 1,
  );
  return published.diagnostics;
}

it("finds a fault in a file of a virtual workspace, at its place", async () => {
  const diagnostics = await open("vscode-vfs://github/shop/api.yaml", pod(true));
  expect(diagnostics.find(({ code }) => code === "workload/privileged")).toMatchObject({
    source: "rampart",
    severity: 1,
    range: { start: { line: 10, character: 20 }, end: { line: 10, character: 24 } },
  });
});

it("withdraws the finding once the text is mended", async () => {
  const uri = "untitled:mended.yaml";
  expect((await open(uri, pod(true))).map(({ code }) => code)).toContain("workload/privileged");
  await server.notify("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: pod(false) }],
  });
  const mended = await server.waitForNotification<PublishDiagnosticsParams>(
    "textDocument/publishDiagnostics",
    (params) => params.uri === uri && params.version === 2,
  );
  expect(mended.diagnostics.map(({ code }) => code)).not.toContain("workload/privileged");
});

it("says nothing about YAML that is not Kubernetes", async () => {
  expect(
    await open("vscode-vfs://github/shop/other.yaml", "services:\n  api:\n    privileged: true\n"),
  ).toEqual([]);
});

it("ends in good order, without an error of the worker", async () => {
  expect(await server.request("shutdown")).toBeNull();
  expect(server.errors()).toEqual([]);
});
