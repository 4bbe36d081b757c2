import { describe, expect, it } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { locate } from "../../../engine/yaml/locate";
import { parseDocument, rootOf } from "../../../engine/yaml/parse-document";
import { splitDocuments } from "../../../engine/yaml/split-documents";
import { edited } from "./golden";

const problem = (text: string) => {
  const [first] = parseDocument(text).problems;
  return first && { message: first.message, text: text.slice(first.start, first.end) };
};

describe("a document that cannot be read", () => {
  it("does not hide its neighbours", () => {
    const file = readManifestFile("a.yaml", "kind: A\n---\nkind: [\n---\nkind: B\n");
    expect(file.documents.map(({ yaml }) => [yaml.value, yaml.problems.length > 0])).toEqual([
      [{ kind: "A" }, false],
      [undefined, true],
      [{ kind: "B" }, false],
    ]);
  });

  it("names the place: duplicate keys, unknown aliases, anchors in themselves, odd keys", () => {
    expect(problem("a: 1\nb: 2\na: 3\n")).toEqual({
      message: 'the key "a" is set twice in this map',
      text: "a",
    });
    expect(problem("on: 1\ntrue: 2\n")).toEqual({
      message: 'the key "true" is set twice in this map',
      text: "true",
    });
    expect(problem("a: *x\n")?.text).toBe("*x");
    expect(problem("a: &x {b: *x}\n")).toEqual({ message: "an anchor contains itself", text: "*x" });
    expect(problem("~: 1\n")?.message).toBe("a key that is not a plain name");
    expect(problem("[a]: 1\n")?.message).toBe("a key that is not a plain name");
    expect(problem("a: .nan\n")?.text).toBe(".nan");
    expect(problem("a: !!int x\n")?.text).toBe("x");
    expect(problem("a: x\0y\n")).toEqual({ message: "a NUL byte: this is not text", text: "\0" });
    expect(problem("a: x\u0007y\n")).toEqual({ message: "a control character", text: "\u0007" });
  });

  it("still has a tree for completion where the text is half-typed", () => {
    for (const text of [
      "a: 1\nspec:\n  con",
      "a: 1\nspec:\n  - name: x\n    ima",
      "a: 1\nb: [",
      'a: 1\nb: "x',
      "a: 1\nb: {c: ",
    ]) {
      const document = parseDocument(text);
      expect(rootOf(document)).not.toBeNull();
      expect(text.slice(locate(document, [], ["a"]).start)[0]).toBe("1");
    }
  });

  it("keeps hostile keys as plain keys", () => {
    const { value } = parseDocument("__proto__: {polluted: true}\nconstructor: 1\nhasOwnProperty: 2\n");
    expect(Object.keys(value ?? {})).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

const MEGABYTE = 1 << 20;
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

describe("depth and size", () => {
  it.each([
    ["flow lists", nested("[", "]", 10_000)],
    ["flow maps", `${nested("{a: ", "}", 10_000)}\n`],
    ["JSON", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
    ["block lists on one line", `${"- ".repeat(10_000)}x`],
    ["block maps", Array.from({ length: 2_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
    ["explicit keys", `${"? ".repeat(10_000)}x`],
    ["unclosed brackets", "[".repeat(MEGABYTE)],
  ])("refuses 10,000 levels of %s", (_, text) => {
    expect(problem(text)?.message).toBe("nested deeper than 1000 levels");
  });

  it("reads 500 levels", () => {
    const document = parseDocument(nested("[", "]", 500));
    expect(document.problems).toEqual([]);
    expect(JSON.stringify(document.value)).toBe(nested("[", "]", 500));
  });

  it("says so where the stack ends first", () => {
    const { problems } = parseDocument(nested("[", "]", 990));
    expect(problems.map(({ message }) => message)).toEqual(problems.map(() => "nested too deep to be read"));
  });

  it("refuses bombs of aliases, by number, by depth and by merges, without building them", () => {
    const wide = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`)}]`,
    );
    expect(problem(`a0: &a0 [x]\n${wide.join("\n")}`)?.message).toMatch(/^holds more than 1000000 nodes/);
    const deep = Array.from({ length: 2_000 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}]`);
    expect(problem(`a0: &a0 [x]\n${deep.join("\n")}`)?.message).toMatch(/^nested deeper than 1000 levels/);
    const merged = Array.from(
      { length: 3_000 },
      (_, level) => `a${level + 1}: &a${level + 1} {<<: *a${level}, k${level}: 1}`,
    );
    expect(problem(`a0: &a0 {x: 1}\n${merged.join("\n")}`)?.message).toMatch(
      /^holds more than 1000000 nodes/,
    );
  });

  it("reads a line of 16 MiB", () => {
    const long = "x".repeat(16 * MEGABYTE - 3);
    expect(parseDocument(`a: ${long}`).value).toEqual({ a: long });
  });

  it("reads JSON with tabs, and edits it", () => {
    const text = '{\n\t"a":\t[1,\t2],\n\t"b": "x\\ty"\n}\n';
    expect(parseDocument(text).value).toEqual({ a: [1, 2], b: "x\ty" });
    expect(edited(text, { op: "append", path: ["a"], value: 3 })).toBe(text.replace("2]", "2, 3]"));
  });
});

/** Text that could make a careless pattern or reader quadratic: a minute or a stack overflow instead of a blink. */
describe("pathological text is answered", () => {
  const repeat = (part: string) => part.repeat(Math.ceil(MEGABYTE / 8 / part.length));
  it.each([
    ["braces", repeat("{{")],
    ["braces in quotes", repeat("a: '{{'\n")],
    ["variables", repeat("name: ${\n")],
    ["spaces before a bar", `a: \${x${repeat(" ")}|x`],
    ["hashes", repeat("#")],
    ["hashes behind spaces", `a: b${repeat(" #")}`],
    ["comments", repeat("# x\n")],
    ["double quotes", `a: ${repeat('"')}`],
    ["single quotes", `a: ${repeat("'")}`],
    ["open quotes", repeat("a: 'x\n")],
    ["open brackets", repeat("a: [\n")],
    ["backslashes", `a: "${repeat("\\")}`],
    ["anchors", Array.from({ length: 20_000 }, (_, index) => `- &a${index} x\n- *a${index}`).join("\n")],
    ["anchors in a row", `a: ${repeat("&a ")}`],
    ["tags in a row", `a: ${repeat("! ")}`],
    ["commas", `[${repeat(",")}`],
    ["colons", repeat(":")],
    ["blank lines in a block scalar", `a: |\n${repeat("\n")}  x`],
    ["wrong indentation", repeat("  a: 1\n b: 2\n")],
    ["duplicate keys", repeat("a: 1\n")],
    ["percent signs", repeat("%\n")],
    ["markers", repeat("---\n")],
    ["carriage returns", repeat("\r")],
    ["zero bytes", repeat("\0")],
  ])("%s", (_, text) => {
    for (const { start, end } of splitDocuments(text).slice(0, 10)) {
      const { problems, value, template } = parseDocument(text.slice(start, end));
      expect(problems.length).toBeLessThanOrEqual(20);
      expect(value === undefined || problems.length === 0).toBe(true);
      expect(template === undefined || value === undefined).toBe(true);
    }
  });
});
