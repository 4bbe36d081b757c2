import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import type { JsonValue, Path } from "../../../engine/json";
import { editDocument } from "../../../engine/yaml/edit";
import { locate } from "../../../engine/yaml/locate";
import { locateInScalar } from "../../../engine/yaml/locate-in-scalar";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { applyTextEdits } from "../../../engine/yaml/text-edit";
import { yamlText } from "./yaml-arbitrary";

const RUNS = { seed: 99, numRuns: 600 };

const typed = fc.constantFrom(
  ..."{}[]\"'#:&*!|>%@`-? \t\n,~",
  ": ",
  "- ",
  "&a ",
  "*a",
  "<<: *a",
  "!!int ",
  "|\n",
  "{{ x }}",
  "---\n",
  "\u0000",
  "\ufeff",
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Every path of a value, the missing ones below it included. */
function pathsOf(value: JsonValue | undefined, path: Path = []): Path[] {
  const here: Path[] = [path, [...path, "missing"], [...path, 0, "missing"]];
  if (Array.isArray(value))
    return [...here, ...value.flatMap((item, index) => pathsOf(item, [...path, index]))];
  if (typeof value !== "object" || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

describe("text as it is being typed", () => {
  it("never throws, has ranges inside the text, and edits that read as they should or none", () => {
    fc.assert(
      fc.property(yamlText, share, share, typed, ({ text, value }, cutAt, typeAt, what) => {
        const cut = text.slice(0, Math.ceil(cutAt * text.length));
        const at = Math.floor(typeAt * cut.length);
        const half = cut.slice(0, at) + what + cut.slice(at);
        const document = parseDocument(half);
        expect(document.value === undefined || document.problems.length === 0).toBe(true);
        for (const path of pathsOf(value).slice(0, 40)) {
          for (const { start, end } of [
            locate(document, [], path),
            locate(document, path, ["x"], "key"),
            locateInScalar(document, [], path, { start: 0, end: 1 }),
          ]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(half.length);
          }
          const edits = editDocument(document, [{ op: "set", path: [...path, "set"], value: "on" }]);
          if (edits) expect(parseDocument(applyTextEdits(half, edits)).problems).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it("leaves the documents before and after it as they are", () => {
    fc.assert(
      fc.property(yamlText, share, typed, ({ text }, typeAt, what) => {
        const at = Math.floor(typeAt * text.length);
        const middle = `${text.slice(0, at)}${what}${text.slice(at)}`;
        const { documents } = readManifestFile("a.yaml", `kind: First\n---\n${middle}\n---\nkind: Last\n`);
        expect(documents[0]?.yaml.value).toEqual({ kind: "First" });
        expect(documents.at(-1)?.yaml.value).toEqual({ kind: "Last" });
      }),
      RUNS,
    );
  });
});
