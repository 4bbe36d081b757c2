import { describe, expect, it } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { splitDocuments } from "../../../engine/yaml/split-documents";

const parts = (text: string) => splitDocuments(text).map(({ start, end }) => text.slice(start, end));

describe("splitDocuments", () => {
  it("begins each slice at its marker", () => {
    expect(parts("a: 1\n---\nb: 2\n--- # c\nc: 3")).toEqual(["a: 1\n", "---\nb: 2\n", "--- # c\nc: 3"]);
    expect(parts("\ufeff---\r\na: 1\r\n---\r\nb: 2\r\n")).toEqual(["---\r\na: 1\r\n", "---\r\nb: 2\r\n"]);
    expect(parts("--- {a: 1}\n--- |\n x\n")).toEqual(["--- {a: 1}\n", "--- |\n x\n"]);
  });

  it("leaves out what holds only comments, blank lines and directives", () => {
    expect(parts("# head\n\n---\n# only a comment\n---\na: 1\n---\n\n---\n")).toEqual(["---\na: 1\n"]);
    expect(parts("%YAML 1.1\n---\na: 1\n")).toEqual(["%YAML 1.1\n---\na: 1\n"]);
    expect(parts("")).toEqual([]);
    expect(parts("---")).toEqual([]);
  });

  it("ends a document at its end marker", () => {
    expect(parts("a: 1\n...\n# between\n---\nb: 2\n...\n")).toEqual(["a: 1\n", "---\nb: 2\n"]);
  });

  it("takes only whole markers in the first column", () => {
    const text = "a: |\n  ---\n  b\n---x: 1\n----\n";
    expect(parts(text)).toEqual([text]);
  });
});

describe("reading a file again", () => {
  it("reads only the document that was edited", () => {
    const text = Array.from({ length: 200 }, (_, index) => `kind: A\nname: n${index}\n`).join("---\n");
    const before = readManifestFile("a.yaml", text);
    const after = readManifestFile("a.yaml", text.replace("n100", "n100: [changed"), { previous: before });
    const fresh = after.documents.flatMap(({ yaml }, index) =>
      yaml === before.documents[index]?.yaml ? [] : [index],
    );
    expect(fresh).toEqual([100]);
    expect(after.documents[199]?.slice.start).toBe((before.documents[199]?.slice.start ?? 0) + 10);
  });
});
