import type { Range } from "vscode-languageserver";
import { fieldsAt, isConfiguration } from "../configuration/schema-at";
import { FIELD_NOTES } from "../data/field-notes";
import { VERBS } from "../data/field-values";
import type { OpenManifest } from "../open-manifests";
import { endsWith, ITEM, textContextAt } from "../text-context";
import { rangeOf } from "../to-diagnostic";

/** What is said of the field under the cursor, and where it stands. */
export interface FieldHover {
  readonly text: string;
  readonly range: Range;
}

const WORD = /[^\s,[\]{}"']+/g;

/** The note of the field or RBAC verb at an offset of the file, if there is one. */
export function fieldNoteAt(manifest: OpenManifest, offset: number): FieldHover | undefined {
  const document = manifest.file.documents.find(
    ({ slice, class: kind }) => kind !== "other" && slice.start <= offset && offset <= slice.end,
  );
  if (!document) return undefined;
  const { text } = document.yaml;
  const at = offset - document.slice.start;
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const line = /^[^\n\r]*/.exec(text.slice(lineStart))?.[0] ?? "";
  const word = [...line.matchAll(WORD)].find(
    ({ index, 0: found }) => index <= at - lineStart && at - lineStart <= index + found.length,
  );
  if (!word) return undefined;
  const isKey = word[0].endsWith(":") || /^["']?\s*:(\s|$)/.test(line.slice(word.index + word[0].length));
  const name = word[0].replace(/:$/, "");
  const start = lineStart + word.index;
  const context = textContextAt(text, start);
  if (!context) return undefined;
  const path = [...context.path, name];
  const note = isConfiguration(manifest.file.file)
    ? fieldsAt(path)[0]?.description
    : isKey
      ? keyNote(path, context.kind)
      : verbNote(context.path, context.kind, name);
  if (note === undefined) return undefined;
  const shift = document.slice.start + start;
  return {
    text: `**${name}** — ${note}`,
    range: rangeOf(manifest.lines, { start: shift, end: shift + name.length }),
  };
}

function keyNote(path: readonly string[], kind: string | undefined): string | undefined {
  return FIELD_NOTES.find(
    ({ path: suffix, kinds }) => endsWith(path, suffix) && (!kinds || kinds.includes(kind ?? "")),
  )?.note;
}

function verbNote(path: readonly string[], kind: string | undefined, verb: string): string | undefined {
  if (!endsWith(path, ["rules", ITEM, "verbs", ITEM]) || !kind?.endsWith("Role")) return undefined;
  return VERBS.find(({ value }) => value === verb)?.note;
}
