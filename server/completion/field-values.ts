import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { FIELD_VALUES, type FieldValue } from "../data/field-values";
import { endsWith, ITEM } from "../text-context";
import type { CompletionRequest } from "./request";

/** The values of the field at the cursor, where the good ones are known. */
export function completeFieldValues(request: CompletionRequest): CompletionItem[] {
  const { context, path } = request;
  if (!context) return [];
  return FIELD_VALUES.filter(({ kinds }) => !kinds || (context.kind && kinds.includes(context.kind))).flatMap(
    (field) => {
      if (context.at === "value" ? endsWith(path, field.path) : isItemAt(path, field.path))
        return valueItems(request, field.values);
      const list = field.path.at(-1) === ITEM ? field.path.slice(0, -1) : undefined;
      if (!list || context.isFlow || !endsWith(path, list)) return [];
      // The list has no item yet: on the line of its key it is opened in flow style, below it by a dash.
      return context.at === "value"
        ? valueItems(request, field.values, (value) => `[${value}]`)
        : valueItems(request, field.values, (value) => `- ${value}`);
    },
  );
}

function isItemAt(path: readonly string[], field: readonly string[]): boolean {
  return field.at(-1) === ITEM && endsWith(path, field);
}

/** Items for values, in their order, the hardened one chosen beforehand. */
export function valueItems(
  { context, item }: CompletionRequest,
  values: readonly FieldValue[],
  wrap: (value: string) => string = (value) => value,
): CompletionItem[] {
  if (!context) return [];
  const space = context.needsSpace ? " " : "";
  return values.map(({ value, note }, index) =>
    item(
      context.start,
      {
        label: value,
        kind: CompletionItemKind.EnumMember,
        documentation: note,
        sortText: String(index).padStart(3, "0"),
        ...(index === 0 ? { preselect: true } : {}),
      },
      `${space}${wrap(value)}`,
    ),
  );
}
