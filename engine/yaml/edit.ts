import type { Change } from "../fixes/fix";
import { deepEqual } from "../json";
import { editCollection, emptiesCollection } from "./edit-block";
import type { EditContext } from "./edit-context";
import { createPlanner, type Planner, planValue } from "./edit-plan";
import { detectStyle } from "./edit-style";
import { parseDocument, rootOf, type YamlDocument } from "./parse-document";
import { applyTextEdits, normalizeEdits, type TextEdit } from "./text-edit";

/**
 * The text edits that make changes of a document. All changes are merged on the tree before anything is printed: equal
 * ones apply once, missing parents are created once, and of two that contradict each other the later is dropped. Every
 * other byte stays: comments, quotes, indentation, indentless lists, flow style, line breaks, neighbours.
 *
 * @param changes paths from the document's root; list indices are those of the document as it is now
 * @returns edits relative to the document's text, sorted, not overlapping, empty where nothing changes; `undefined`
 *   where an anchor, alias, merge key, tag, template or a value of another type is in the way, where the document has
 *   problems, or where its layout cannot be edited safely
 */
export function editDocument(document: YamlDocument, changes: readonly Change[]): TextEdit[] | undefined {
  if (document.value === undefined) return undefined;
  const planner = createPlanner(document);
  for (const change of changes) if (planner.add([change]) === "obstacle") return undefined;
  return printPlan(document, planner);
}

/** The text edits of a plan. See `editDocument`. */
export function printPlan(document: YamlDocument, planner: Planner): TextEdit[] | undefined {
  const { text, value } = document;
  const plan = planner.root;
  if (value === undefined) return undefined;
  if (plan.children.size === 0 && plan.appended.length === 0) return [];
  if (emptiesCollection(plan, value)) return undefined;
  const context: EditContext = { text, style: detectStyle(document), edits: [], failed: false };
  editCollection(context, rootOf(document), value, plan);
  const edits = context.failed ? undefined : normalizeEdits(text, context.edits);
  if (!edits || edits.length === 0) return edits;
  // No fix rather than a broken one: what was printed must read as what was planned.
  const after = parseDocument(applyTextEdits(text, edits));
  return deepEqual(after.value, planValue(plan, value)) ? edits : undefined;
}
