import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RICH, startClient, type TestClient } from "./client";
import { BASELINE, HOST_PID } from "./manifests";

const URI = "file:///ws/bad.yaml";
let client: TestClient;

beforeEach(async () => {
  client = await startClient({ settings: BASELINE, capabilities: RICH });
});
afterEach(() => client.stop());

/** The server still judges another document. */
async function expectAlive(): Promise<void> {
  await client.open("file:///ws/alive.yaml", HOST_PID);
  expect((await client.diagnosticsOf("file:///ws/alive.yaml")).map(({ code }) => code)).toEqual([
    "workload/host-pid",
  ]);
}

const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(", ")}]\n`).join("")}`;

describe("bad documents", () => {
  it.each([
    ["an alias bomb", `apiVersion: v1\nkind: Pod\n${bomb}`, "more than 1000000 nodes"],
    [
      "ten thousand levels",
      `apiVersion: v1\nkind: Pod\na: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
      "nested deeper than 1000 levels",
    ],
    [
      "ten thousand levels that are never closed",
      `apiVersion: v1\nkind: Pod\na: ${"{a: ".repeat(10_000)}`,
      "nested deeper than 1000 levels",
    ],
    ["a NUL byte", "apiVersion: v1\nkind: Pod\nname: a\0b\n", "a NUL byte"],
    ["binary data", "\u0000\u0001\ufffd\ufffdPK\u0003\u0004", "a NUL byte"],
    ["a key set twice", "apiVersion: v1\nkind: Pod\nkind: Pod\n", "set twice"],
    ["a lone surrogate", "apiVersion: v1\nkind: \ud800Pod\n", undefined],
    ["an anchor that holds itself", "apiVersion: v1\nkind: Pod\na: &a [*a]\n", "an anchor contains itself"],
  ])("%s yields no finding and a reason in the status", async (_name, text, reason) => {
    await client.open(URI, text);
    expect(await client.diagnosticsOf(URI)).toEqual([]);
    const status: { unreadable: { message: string }[] } = await client.connection.sendRequest(
      "rampart/status",
      { uri: URI },
    );
    expect(status.unreadable.map(({ message }) => message)).toEqual(
      reason ? [expect.stringContaining(reason)] : [],
    );
    expect(await client.actions(URI)).toEqual([]);
    await expectAlive();
    expect(client.logs).toEqual([]);
  });

  it("a file over the size limit is not read", async () => {
    await client.open(URI, `${HOST_PID}# ${"x".repeat(17_000_000)}\n`);
    expect(await client.diagnosticsOf(URI)).toEqual([]);
    expect(await client.connection.sendRequest("rampart/status", { uri: URI })).toMatchObject({
      kind: "too large",
      documents: 0,
    });
    await expectAlive();
  });

  it("wrong types in every place are no exception", async () => {
    const text =
      "apiVersion: [v1]\nkind: {a: b}\n---\napiVersion: v1\nkind: Pod\nmetadata: no\nspec: [1]\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: 1, labels: [a], annotations: x}\nspec: {containers: {a: b}, hostPID: 'true'}\n";
    await client.open(URI, text);
    expect((await client.diagnosticsOf(URI)).map(({ code }) => code)).not.toContain("workload/host-pid");
    await expectAlive();
    expect(client.logs).toEqual([]);
  });
});

describe("bad requests", () => {
  it.each([
    ["textDocument/hover", {}],
    ["textDocument/hover", { textDocument: { uri: 7 }, position: "x" }],
    ["textDocument/completion", { textDocument: { uri: "file:///ws/alive.yaml" } }],
    ["textDocument/codeAction", { textDocument: { uri: "file:///ws/alive.yaml" }, range: null, context: {} }],
    ["textDocument/documentLink", { textDocument: null }],
    ["codeAction/resolve", { title: "x", data: { uri: "file:///ws/alive.yaml", selection: 3 } }],
    ["rampart/rule", { id: ["x"] }],
    ["rampart/rule", {}],
    ["rampart/status", { uri: {} }],
    ["rampart/nothing", {}],
  ])("%s with malformed parameters answers, and the server lives", async (method, params) => {
    await expectAlive();
    const answer = await client.connection.sendRequest(method, params).then(
      (result) => ({ result }),
      (error: Error) => ({ error }),
    );
    expect(answer).toBeDefined();
    await client.close("file:///ws/alive.yaml");
    await expectAlive();
  });

  it("malformed notifications are dropped", async () => {
    await client.connection.sendNotification("textDocument/didOpen", {});
    await client.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: "file:///x.yaml", languageId: 3, version: "a", text: 5 },
    });
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: URI, version: null },
      contentChanges: [{ text: "" }],
    });
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: "%%%", type: 9 }, 4],
    });
    await client.connection.sendNotification("workspace/didChangeConfiguration", 5);
    await expectAlive();
  });

  it("an address that cannot be decoded is still judged", async () => {
    await client.open("file:///ws/%E0%A4%A.yaml", HOST_PID);
    expect((await client.diagnosticsOf("file:///ws/%E0%A4%A.yaml")).map(({ code }) => code)).toEqual([
      "workload/host-pid",
    ]);
  });

  it("failures are logged without any content of the document", async () => {
    const secret = "c2VjcmV0LXZhbHVl";
    await client.open(
      "file:///ws/secret.yaml",
      `apiVersion: v1\nkind: Secret\ndata: {a: ${secret}}\n---\n${HOST_PID}`,
    );
    await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: "file:///ws/secret.yaml" },
      range: null,
      context: {},
    });
    expect(client.logs.join("\n")).toContain("textDocument/codeAction failed: TypeError");
    expect(client.logs.join("\n")).not.toContain(secret);
  });

  it("lead nowhere, and nothing fails over them", async () => {
    await client.open(URI, "apiVersion: v1\nkind: Pod\nmetadata: { name: [\nspec: {{ .Values }}\n");
    await client.diagnosticsOf(URI);
    const textDocument = { uri: URI };
    const position = { line: 9_999, character: 9_999 };
    const ask = (method: string, params: object) => client.connection.sendRequest(method, params);
    expect(await ask("textDocument/definition", { textDocument, position })).toEqual([]);
    const context = { includeDeclaration: true };
    expect(await ask("textDocument/references", { textDocument, position, context })).toEqual([]);
    expect(await ask("textDocument/rename", { textDocument, position, newName: "x" })).toBeNull();
    expect(await ask("textDocument/documentSymbol", { textDocument })).toEqual([]);
    expect(await ask("textDocument/codeLens", { textDocument })).toEqual([]);
    expect(await ask("workspace/symbol", { query: "a" })).toEqual([]);
    const lens = { range: { start: position, end: position }, data: { uri: URI, document: -1, base: [{}] } };
    expect(await ask("codeLens/resolve", lens)).toMatchObject({ command: { title: "" } });
    expect(
      await ask("rampart/waive", { uri: URI, rule: "x", owner: "", reason: "", expires: "" }),
    ).toBeNull();
    await expectAlive();
    expect(client.logs).toEqual([]);
  });
});
