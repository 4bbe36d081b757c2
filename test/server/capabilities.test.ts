import { describe, expect, it } from "vitest";
import { RICH, RICH_PULL, startClient } from "./client";

const COMMON = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
  codeActionProvider: {
    codeActionKinds: ["quickfix", "source.fixAll.rampart", "refactor"],
    resolveProvider: true,
  },
  hoverProvider: true,
  completionProvider: { triggerCharacters: [":", " ", "-", "[", ",", '"', "/"], resolveProvider: false },
  documentLinkProvider: { resolveProvider: false },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  codeLensProvider: { resolveProvider: true },
  executeCommandProvider: { commands: ["rampart.showPlace"] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

describe("the server's capabilities", () => {
  it("are these for a client that pulls diagnostics", async () => {
    const client = await startClient({ capabilities: RICH_PULL });
    expect(client.initialized).toEqual({
      serverInfo: { name: "rampart", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      capabilities: {
        ...COMMON,
        diagnosticProvider: {
          identifier: "rampart",
          interFileDependencies: true,
          workspaceDiagnostics: true,
        },
      },
    });
    await client.stop();
  });

  it("are these for a client that is pushed to", async () => {
    const client = await startClient({ capabilities: RICH });
    expect(client.capabilities).toEqual(COMMON);
    await client.stop();
  });

  it("are given to a client that can nothing", async () => {
    const client = await startClient();
    expect(client.capabilities).toEqual({
      ...COMMON,
      codeActionProvider: { ...COMMON.codeActionProvider, resolveProvider: false },
    });
    await client.stop();
  });

  it("are followed by a registration for the settings and files it watches", async () => {
    const client = await startClient({ capabilities: RICH });
    await client.open("file:///ws/pod.yaml", "kind: Pod\n");
    await client.diagnosticsOf("file:///ws/pod.yaml");
    await client.connection.sendRequest("rampart/scanWorkspace");
    expect(client.registrations.map(({ method, registerOptions }) => [method, registerOptions])).toEqual([
      ["workspace/didChangeConfiguration", { section: "rampart" }],
      [
        "workspace/didChangeWatchedFiles",
        { watchers: [{ globPattern: "**/*.{yaml,yml,json}" }, { globPattern: "**/*.{tpl,tgz}" }] },
      ],
    ]);
    await client.stop();
  });
});
