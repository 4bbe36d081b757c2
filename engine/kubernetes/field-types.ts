import { isObject, type JsonObject, type JsonValue, type Path } from "../json";
import { rememberByText, rememberLast } from "../remember";
import { ENUM_VALUES } from "./enum-values";
import table from "./field-types.generated.json";
import type { Resource } from "./resource";

/*
 * The types of the fields of every built-in kind of Kubernetes 1.37, from its OpenAPI document (see
 * scripts/generate-field-types.mjs). A type is written as a code: `b` boolean, `i` integer, `n` number, `s` string,
 * `x` integer or string, `q` quantity, `*` anything, `[T` a list of T, `{T` a map of T, `@name` an object with the
 * fields of `types[name]`.
 */
const KINDS: Readonly<Record<string, string>> = table.kinds;
const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = table.types;

/** Something in an object that its kind does not provide for. */
export type FieldFault =
  | { readonly fault: "type"; readonly path: Path; readonly expected: string; readonly found: string }
  /** A field that the kind does not know; `known` are the fields that it has there. */
  | { readonly fault: "unknown"; readonly path: Path; readonly known: readonly string[] }
  /** A string that is none of the few values that the field takes. */
  | {
      readonly fault: "value";
      readonly path: Path;
      readonly value: string;
      readonly field: string;
      readonly values: readonly string[];
    };

/** What a code says in words. */
const NAMES: Readonly<Record<string, string>> = {
  b: "a boolean",
  i: "a whole number",
  n: "a number",
  s: "a string",
  x: "a whole number or a string",
  q: "a quantity",
};

/** Deeper than any built-in kind nests. */
const MAXIMUM_DEPTH = 60;

/**
 * Compares an object with the fields of its kind, in the order of the object. `null` counts as absent, as the API
 * server reads it. Kinds that are not built in yield nothing.
 */
export const fieldFaults: (resource: Resource) => readonly FieldFault[] = rememberLast(compare);

/** A type with its code taken apart. */
type Type =
  | { readonly kind: "anything" }
  | { readonly kind: "list" | "map"; readonly of: Type }
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "scalar"; readonly code: string };

/** A field of an object: its type, and the few values that it takes, where there are few. */
interface Field {
  readonly type: Type;
  readonly values: readonly string[] | undefined;
}

/** The types of codes: taken apart once. */
const typeOf = rememberByText((code): Type => {
  if (code === "*") return { kind: "anything" };
  const rest = code.slice(1);
  if (code.startsWith("[")) return { kind: "list", of: typeOf(rest) };
  if (code.startsWith("{")) return { kind: "map", of: typeOf(rest) };
  return code.startsWith("@") ? { kind: "object", name: rest } : { kind: "scalar", code };
});

/** The fields of a type of the table. */
const fieldsOf = rememberByText((name): ReadonlyMap<string, Field> => {
  const values = enumsByHolder.get(name);
  return new Map(
    Object.entries(TYPES[name] ?? {}).map(([field, code]) => [
      field,
      { type: typeOf(code), values: values?.get(field) },
    ]),
  );
});

function compare(resource: Resource): readonly FieldFault[] {
  const root = KINDS[`${resource.apiVersion} ${resource.kind}`];
  const faults: FieldFault[] = [];
  /** The way to what is looked at; copied where something is wrong. */
  const path: (string | number)[] = [];
  if (root) visit(resource.object, { kind: "object", name: root }, undefined, "");
  return faults;

  function visit(
    value: JsonValue | undefined,
    type: Type,
    values: readonly string[] | undefined,
    field: string,
  ): void {
    if (value === undefined || value === null || path.length > MAXIMUM_DEPTH) return;
    switch (type.kind) {
      case "scalar":
        if (!fits(value, type.code)) fail(NAMES[type.code] ?? type.code, value);
        else if (values && typeof value === "string" && value !== "" && !values.includes(value))
          faults.push({ fault: "value", path: [...path], value, field, values });
        return;
      case "object":
        if (!isObject(value)) fail("a map", value);
        else visitObject(value, type.name);
        return;
      case "list":
        if (!Array.isArray(value)) fail("a list", value);
        else visitList(value, type.of, values, field);
        return;
      case "map":
        if (!isObject(value)) fail("a map", value);
        else visitMap(value, type.of);
    }
  }

  function visitList(
    value: readonly JsonValue[],
    type: Type,
    values: readonly string[] | undefined,
    field: string,
  ): void {
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      visit(value[index], type, values, field);
      path.pop();
    }
  }

  function visitMap(value: JsonObject, type: Type): void {
    for (const key of Object.keys(value)) {
      path.push(key);
      visit(value[key], type, undefined, key);
      path.pop();
    }
  }

  function visitObject(value: JsonObject, name: string): void {
    const fields = fieldsOf(name);
    const isMetadata = path.at(-1) === "metadata";
    for (const key of Object.keys(value)) {
      // What the API server itself writes into live objects is left out of the table.
      if (key === "status" || (isMetadata && (key === "managedFields" || key === "selfLink"))) continue;
      const field = fields.get(key);
      path.push(key);
      if (field) visit(value[key], field.type, field.values, key);
      else faults.push({ fault: "unknown", path: [...path], known: [...fields.keys()] });
      path.pop();
    }
  }

  function fail(expected: string, value: JsonValue): void {
    faults.push({ fault: "type", path: [...path], expected, found: describe(value) });
  }
}

const enumsByHolder = new Map<string, Map<string, readonly string[]>>();
for (const [key, values] of Object.entries(ENUM_VALUES)) {
  const dot = key.lastIndexOf(".");
  const fields = enumsByHolder.get(key.slice(0, dot)) ?? new Map<string, readonly string[]>();
  enumsByHolder.set(key.slice(0, dot), fields.set(key.slice(dot + 1), values));
}

function fits(value: JsonValue, type: string): boolean {
  switch (type) {
    case "b":
      return typeof value === "boolean";
    case "i":
      return typeof value === "number" && Number.isInteger(value);
    case "n":
      return typeof value === "number";
    case "s":
      return typeof value === "string";
    case "x":
      return typeof value === "string" || (typeof value === "number" && Number.isInteger(value));
    default:
      return typeof value === "string" || typeof value === "number";
  }
}

function describe(value: JsonValue): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "a map";
  if (typeof value === "boolean") return "a boolean";
  return typeof value === "number" ? "a number" : "a string";
}
