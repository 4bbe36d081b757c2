import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readSnippets } from "../../server/read-snippets";

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rampart-snippets-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

describe("reading snippets", () => {
  it("takes every form of VS Code's format, and leaves out what is none", async () => {
    const folder = folderOf({
      "a.json": JSON.stringify({
        "A pod": {
          prefix: ["pod", "hardened-pod"],
          body: ["kind: Pod", "name: $1"],
          description: "A hardened pod",
        },
        "A line": { prefix: "line", body: "kind: $1" },
        "No body": { prefix: "x" },
        "Not a snippet": 3,
      }),
      "broken.json": "{",
      "readme.md": "x",
    });
    expect(await readSnippets(folder)).toEqual([
      {
        name: "A pod",
        prefixes: ["pod", "hardened-pod"],
        body: "kind: Pod\nname: $1",
        description: "A hardened pod",
      },
      { name: "A line", prefixes: ["line"], body: "kind: $1", description: "A line" },
    ]);
  });

  it("finds none in a folder that is not there", async () => {
    expect(await readSnippets("/no/such/folder")).toEqual([]);
  });
});
