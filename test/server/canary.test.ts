import { expect, it } from "vitest";
import type {
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver-protocol/node";
import { CANARY_FILES, leaksIn } from "../cli/secret-canary";
import { openFolder } from "./folder";

it("tells no secret value: not in diagnostics, hovers, lenses, titles, symbols or the log", async () => {
  const folder = await openFolder(CANARY_FILES);
  const { client } = folder;
  const told: unknown[] = [];
  for (const name of Object.keys(CANARY_FILES)) {
    if (!name.endsWith(".yaml")) continue;
    const uri = folder.uriOf(name);
    await folder.open(name);
    const report: DocumentDiagnosticReport = await client.pull(uri);
    const textDocument = { uri };
    told.push(
      report,
      (await client.actions(uri)).map(({ title, command }) => [title, command]),
      await client.connection.sendRequest("textDocument/codeLens", { textDocument }),
      await client.connection.sendRequest("textDocument/documentSymbol", { textDocument }),
      await client.connection.sendRequest("rampart/status", { uri }),
    );
    const lines = (CANARY_FILES[name] ?? "").split("\n");
    for (const [line, text] of lines.entries())
      for (const character of [text.search(/\S/), text.length - 2])
        if (character >= 0)
          told.push(
            await client.connection.sendRequest("textDocument/hover", {
              textDocument,
              position: { line, character },
            }),
          );
  }
  const workspace: WorkspaceDiagnosticReport = await client.connection.sendRequest("workspace/diagnostic", {
    previousResultIds: [],
  });
  const text = JSON.stringify([told, workspace, client.logs], null, 1);
  expect(text).toContain("secrets/literal-in-env");
  expect(leaksIn(text)).toEqual([]);
});
