import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../engine/json";
import { addDocuments } from "../../../engine/yaml/add-documents";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { splitDocuments } from "../../../engine/yaml/split-documents";
import { applyTextEdits } from "../../../engine/yaml/text-edit";

const POLICY: JsonObject = { kind: "NetworkPolicy", spec: { podSelector: {}, policyTypes: ["Ingress"] } };

function added(text: string, ...values: JsonObject[]): string | undefined {
  const documents = splitDocuments(text).map((slice) => ({
    slice,
    yaml: parseDocument(text.slice(slice.start, slice.end)),
  }));
  const edits = addDocuments(text, documents, values);
  return edits && applyTextEdits(text, edits);
}

describe("addDocuments", () => {
  it("adds to the end of the file, in the style of its last document", () => {
    const text = "kind: A\nlist:\n  - 1\n---\nkind: B\nlist:\n- 1\n";
    const after = `${text}---\nkind: NetworkPolicy\nspec:\n  podSelector: {}\n  policyTypes:\n  - Ingress\n`;
    expect(added(text, POLICY)).toBe(after);
    expect(added(text, POLICY, POLICY)).toBe(after);
    expect(added(after, POLICY)).toBe(after);
    const crlf = (each: string) => each.replaceAll("\n", "\r\n");
    expect(added(crlf(text), POLICY)).toBe(crlf(after));
    expect(added(`\ufeff${text}`, POLICY)).toBe(`\ufeff${after}`);
  });

  it("keeps the absence of a final line break", () => {
    expect(added("kind: A", { kind: "B" }, { kind: "C" })).toBe("kind: A\n---\nkind: B\n---\nkind: C");
  });

  it("keeps comments at the end with what they follow", () => {
    expect(added("kind: A\n# end\n\n", { kind: "B" })).toBe("kind: A\n# end\n\n---\nkind: B\n");
  });

  it("fills an empty last document and follows an end marker", () => {
    expect(added("kind: A\n---\n", { kind: "B" })).toBe("kind: A\n---\nkind: B\n");
    expect(added("kind: A\n---", { kind: "B" })).toBe("kind: A\n---\nkind: B");
    expect(added("kind: A\n...\n", { kind: "B" })).toBe("kind: A\n...\n---\nkind: B\n");
    expect(added("", { kind: "B" })).toBe("kind: B\n");
    expect(added("# only a comment\n", { kind: "B" })).toBe("# only a comment\n---\nkind: B\n");
  });

  it("adds an item to a file that is a List", () => {
    const list = "apiVersion: v1\nkind: List\nitems:\n- kind: A\n  x: 1\n";
    expect(added(list, { kind: "B", y1: [1] })).toBe(`${list}- kind: B\n  y1:\n  - 1\n`);
    expect(added("kind: List\nitems: []\n", { kind: "B" })).toBe("kind: List\nitems:\n  - kind: B\n");
    expect(added(`${list}---\nkind: Z\n`, { kind: "B" })).toBe(`${list}---\nkind: Z\n---\nkind: B\n`);
  });

  it("adds nothing to JSON, templates, and files whose end cannot be read", () => {
    expect(added('{"kind": "A"}\n', POLICY)).toBeUndefined();
    expect(added('\ufeff{"kind": "List", "items": []}\n', POLICY)).toBeUndefined();
    expect(added("kind: A\n---\nname: {{ .Values.x }}\n", POLICY)).toBeUndefined();
    expect(added("kind: A\n---\nname: [\n", POLICY)).toBeUndefined();
    expect(added("kind: A\nb: |\n  x", POLICY)).toBeUndefined();
  });

  it("adds after a broken document that is not the last", () => {
    expect(added("kind: [\n---\nkind: A\n", { kind: "B" })).toBe("kind: [\n---\nkind: A\n---\nkind: B\n");
  });
});
