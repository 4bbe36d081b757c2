import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import type { Position, TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RICH_PULL, type StartOptions, startClient, type TestClient } from "./client";

/** A folder of files with a server that has read it. */
export interface TestFolder {
  readonly client: TestClient;
  uriOf(name: string): string;
  nameOf(uri: string): string;
  /** Opens a file as it is written. */
  open(name: string): Promise<void>;
  /** Where the n-th occurrence of a text begins, moved by some characters. */
  at(name: string, text: string, by?: number, nth?: number): Position;
  /** A file's text after an edit of the workspace. */
  after(name: string, edit: WorkspaceEdit): string;
}

/** Writes files into a new folder, starts a server there, and waits until the folder is read. */
export async function openFolder(
  files: Readonly<Record<string, string>>,
  options: StartOptions = {},
): Promise<TestFolder> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "rampart-folder-")));
  mkdirSync(path.join(folder, ".git"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const root = pathToFileURL(folder).href;
  const client = await startClient({ capabilities: RICH_PULL, folders: [root], ...options });
  onTestFinished(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });
  await client.connection.sendRequest("rampart/scanWorkspace");
  const uriOf = (name: string) => `${root}/${name}`;
  const textOf = (name: string) => files[name] ?? "";
  return {
    client,
    uriOf,
    nameOf: (uri) => uri.slice(root.length + 1),
    open: (name) => client.open(uriOf(name), textOf(name)),
    at(name, text, by = 0, nth = 1) {
      let offset = -1;
      for (let found = 0; found < nth; found++) {
        offset = textOf(name).indexOf(text, offset + 1);
        if (offset < 0) throw new Error(`${name} does not hold ${JSON.stringify(text)} ${nth} times`);
      }
      return TextDocument.create(name, "yaml", 1, textOf(name)).positionAt(offset + by);
    },
    after(name, edit) {
      const edits = (edit.documentChanges ?? []).flatMap((change) =>
        "textDocument" in change && change.textDocument.uri === uriOf(name)
          ? (change.edits as TextEdit[])
          : [],
      );
      return TextDocument.applyEdits(TextDocument.create(name, "yaml", 1, textOf(name)), edits);
    },
  };
}
