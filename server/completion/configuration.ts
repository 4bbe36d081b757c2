import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import type { Field } from "../../engine/policy/configuration-schema";
import { BUILT_IN_PROFILES } from "../../engine/policy/profiles";
import { rules } from "../../engine/rules/registry";
import { SEVERITIES } from "../../engine/rules/rule";
import { fieldsAt, isConfiguration } from "../configuration/schema-at";
import { ITEM } from "../text-context";
import { valueItems } from "./field-values";
import type { CompletionRequest } from "./request";

/** The keys and values of a `.rampart.yaml`, from its schema. */
export function completeConfiguration(request: CompletionRequest): CompletionItem[] {
  const { context, path, manifest } = request;
  if (!context || !isConfiguration(manifest.file.file)) return [];
  const fields = fieldsAt(path);
  if (context.at === "value" || path.at(-1) === ITEM) {
    const values = valueItems(
      request,
      fields.flatMap((field) => valuesOf(field, path)),
    );
    if (context.at === "value" || values.length > 0) return values;
  }
  return fields
    .flatMap((field) => keysOf(field))
    .map(({ key, description, opens }, index) =>
      request.item(
        context.start,
        {
          label: key,
          kind: CompletionItemKind.Property,
          documentation: description,
          sortText: String(index).padStart(3, "0"),
        },
        context.isQuoted ? key : `${key}:${opens ? "" : " "}`,
      ),
    );
}

interface Key {
  readonly key: string;
  readonly description: string;
  /** What it holds is written on the lines below. */
  readonly opens: boolean;
}

function keysOf(field: Field): Key[] {
  const key = (name: string, { type, description }: Field, text = description): Key => ({
    key: name,
    description: text,
    opens: type === "list" || type === "map" || type === "object",
  });
  if (field.type === "object") return Object.entries(field.fields).map(([name, child]) => key(name, child));
  if (field.type !== "map") return [];
  if (field.keys === "severity") return SEVERITIES.map((severity) => key(severity, field.values));
  return field.keys === "rule" ? rules.map(({ id, title }) => key(id, field.values, title)) : [];
}

function valuesOf(field: Field, path: readonly string[]) {
  const name = path.at(-1);
  if (name === "profile" || name === "extends")
    return Object.keys(BUILT_IN_PROFILES).map((value) => ({ value, note: field.description }));
  if (name === "rule") return rules.map(({ id, title }) => ({ value: id as string, note: title }));
  if (field.type === "boolean") return ["true", "false"].map((value) => ({ value, note: field.description }));
  return field.type === "string"
    ? (field.enum ?? []).map((value) => ({ value, note: field.description }))
    : [];
}
