import { append } from "../fixes/change";
import { deepEqual, isObject, type JsonObject } from "../json";
import { editDocument } from "./edit";
import { detectJson, detectStyle } from "./edit-style";
import { endsOpen } from "./layout";
import { parseDocument, rootOf, type YamlDocument } from "./parse-document";
import { mapLines } from "./print-value";
import type { DocumentSlice } from "./split-documents";
import type { TextEdit } from "./text-edit";

/** A document with its place in the file. */
export interface PlacedDocument {
  readonly slice: DocumentSlice;
  readonly yaml: YamlDocument;
}

/** Whether a file is one `List`, which gets items instead of documents. */
export function isListFile(documents: readonly PlacedDocument[]): boolean {
  const [only, ...others] = documents;
  const value = only?.yaml.value;
  return others.length === 0 && isObject(value) && value.kind === "List" && Array.isArray(value.items);
}

/**
 * The edits that add resources to a file: at its end after `---`, in the style of the file's last document; as items
 * where the file is one `List`. A resource that the file holds already, field by field, is not added again.
 *
 * @param fileText the whole file
 * @param documents its documents, in order
 * @returns edits with offsets in the file, empty where all is there; `undefined` for JSON, templates, and files whose
 *   last document could not be read
 */
export function addDocuments(
  fileText: string,
  documents: readonly PlacedDocument[],
  values: readonly JsonObject[],
): TextEdit[] | undefined {
  const last = documents.at(-1);
  if (detectJson(fileText.replace(/^\ufeff/, ""))) return undefined;
  if (documents.some(({ yaml }) => yaml.template)) return undefined;
  if (last && last.yaml.problems.length > 0) return undefined;
  if (last && isListFile(documents)) {
    const changes = values.map((value) => append(["items"], value));
    return editDocument(last.yaml, changes)?.map(({ start, end, newText }) => ({
      start: start + last.slice.start,
      end: end + last.slice.start,
      newText,
    }));
  }
  const fresh = values.filter(
    (value, index) =>
      !documents.some(({ yaml }) => deepEqual(yaml.value, value)) &&
      !values.slice(0, index).some((earlier) => deepEqual(earlier, value)),
  );
  if (fresh.length === 0) return [];
  if (last && last.slice.end === fileText.length && endsOpen(last.yaml.text, rootOf(last.yaml)))
    return undefined;
  return [appendAtEnd(fileText, last?.yaml, fresh)];
}

function appendAtEnd(
  fileText: string,
  last: YamlDocument | undefined,
  values: readonly JsonObject[],
): TextEdit {
  const style = detectStyle(last ?? parseDocument(""));
  const newline = fileText.includes("\r\n") ? "\r\n" : "\n";
  const hasFinalBreak = fileText === "" || /\n$/.test(fileText);
  const wholeStyle = { ...style, newline, endsWithNewline: hasFinalBreak } as const;
  const texts = values.map((value) => mapLines(value, 0, wholeStyle).join(newline));
  // An empty last document (`---` and nothing after it) is filled instead of followed.
  const isOpen = fileText.trim() === "" || /(^|\n)---[ \t]*(\r?\n\s*)?$/.test(fileText);
  const separator = `---${newline}`;
  const body = (isOpen ? "" : separator) + texts.join(newline + separator);
  const newText = hasFinalBreak ? body + newline : newline + body;
  return { start: fileText.length, end: fileText.length, newText };
}
