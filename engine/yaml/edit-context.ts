import type { Node } from "yaml";
import type { JsonValue } from "../json";
import type { Plan } from "./edit-plan";
import type { EditStyle } from "./edit-style";
import type { TextEdit } from "./text-edit";

/** What the printers share while they turn a plan into text edits. */
export interface EditContext {
  readonly text: string;
  readonly style: EditStyle;
  /** In the order in which they are made; see `normalizeEdits`. */
  readonly edits: TextEdit[];
  /** Set where a layout is met that cannot be edited safely: then there is no edit at all. */
  failed: boolean;
}

/** A key with its value, or a list item, as it stands in the text. */
export interface Entry {
  /** Where the key or the dash begins. */
  readonly start: number;
  /** The end of the colon or the dash; in flow lists, the start of the item. `undefined` for a key without a colon. */
  readonly indicatorEnd: number | undefined;
  /** The end of its content, comments left out. */
  readonly end: number;
  readonly node: Node | null;
  readonly value: JsonValue;
  readonly plan: Plan | undefined;
}

/** Adds an edit. */
export function replaceText(context: EditContext, start: number, end: number, newText: string): void {
  context.edits.push({ start, end, newText });
}

/** Lines that follow what stands before them. */
export function linesBelow(context: EditContext, lines: readonly string[]): string {
  return lines.map((line) => context.style.newline + line).join("");
}
