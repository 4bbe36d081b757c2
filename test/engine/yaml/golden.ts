import { expect } from "vitest";
import type { Change } from "../../../engine/fixes/fix";
import { editDocument } from "../../../engine/yaml/edit";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { applyTextEdits } from "../../../engine/yaml/text-edit";

/** The text after changes, or `undefined` where there is no edit. The text must read without problems. */
export function edited(before: string, ...changes: readonly Change[]): string | undefined {
  const document = parseDocument(before);
  expect(document.problems).toEqual([]);
  const edits = editDocument(document, changes);
  return edits && applyTextEdits(before, edits);
}

/**
 * Expects exact bytes after changes, with `\n` and with CRLF line breaks, with and without a final line break, and that
 * the same changes applied again change nothing.
 */
export function expectGolden(before: string, changes: readonly Change[], after: string): void {
  expect(edited(before, ...changes)).toBe(after);
  const isRepeatable = changes.every(({ op, path }) => op !== "remove" || typeof path.at(-1) === "string");
  if (isRepeatable) expect(edited(after, ...changes)).toBe(after);
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  expect(edited(crlf(before), ...changes)).toBe(crlf(after));
  if (before.endsWith("\n") && after.endsWith("\n"))
    expect(edited(before.slice(0, -1), ...changes)).toBe(after.slice(0, -1));
}

/** The text of a document that may have problems, with a key set at its root. */
export function editedUnchecked(before: string): string | undefined {
  const edits = editDocument(parseDocument(before), [{ op: "set", path: ["key"], value: 1 }]);
  return edits && applyTextEdits(before, edits);
}
