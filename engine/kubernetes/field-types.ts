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
export const fieldFaults: (resource: Resource) => readonly FieldFault[] = rememberLast(findFaults);

/** A type with its code taken apart. */
type Type =
  | { readonly kind: "anything" }
  | { readonly kind: "list"; readonly of: Type }
  | { readonly kind: "map"; readonly of: Type }
  | ObjectType
  | { readonly kind: "scalar"; readonly code: string; readonly takes: number };

interface ObjectType {
  readonly kind: "object";
  readonly name: string;
  /** Taken apart when the first such object is looked at: types may hold themselves. */
  fields: ReadonlyMap<string, Field> | undefined;
}

/** A field of an object: its type, and the few values that it takes, where there are few. */
interface Field {
  readonly type: Type;
  readonly values: readonly string[] | undefined;
}

/** What a scalar may be, added up. */
const TAKES = { boolean: 1, integer: 2, fraction: 4, string: 8 } as const;

/** What the codes of scalars take; a quantity is a number or a string. */
const TAKEN: Readonly<Record<string, number>> = {
  b: TAKES.boolean,
  i: TAKES.integer,
  n: TAKES.integer + TAKES.fraction,
  s: TAKES.string,
  x: TAKES.string + TAKES.integer,
  q: TAKES.string + TAKES.integer + TAKES.fraction,
};

/** The types of codes: taken apart once. */
const typeOf = rememberByText((code): Type => {
  if (code === "*") return { kind: "anything" };
  const rest = code.slice(1);
  if (code.startsWith("[")) return { kind: "list", of: typeOf(rest) };
  if (code.startsWith("{")) return { kind: "map", of: typeOf(rest) };
  if (code.startsWith("@")) return { kind: "object", name: rest, fields: undefined };
  return { kind: "scalar", code, takes: TAKEN[code] ?? 0 };
});

function fieldsOf(type: ObjectType): ReadonlyMap<string, Field> {
  type.fields ??= new Map(
    Object.entries(TYPES[type.name] ?? {}).map(([field, code]) => [
      field,
      { type: typeOf(code), values: enumsByHolder.get(type.name)?.get(field) },
    ]),
  );
  return type.fields;
}

const NO_FAULTS: readonly FieldFault[] = [];

/** What is a fault is looked for twice: nearly every object has none, and noting where one is takes the longest. */
function findFaults(resource: Resource): readonly FieldFault[] {
  const root = KINDS[`${resource.apiVersion} ${resource.kind}`];
  if (!root) return NO_FAULTS;
  const type = typeOf(`@${root}`);
  return conforms(resource.object, type, undefined, 0, "") ? NO_FAULTS : compare(resource.object, type);
}

/** Whether `compare` would find nothing. */
function conforms(
  value: JsonValue | undefined,
  type: Type,
  values: readonly string[] | undefined,
  depth: number,
  field: string,
): boolean {
  if (value === undefined || value === null || depth > MAXIMUM_DEPTH) return true;
  if (type.kind === "scalar")
    return fits(value, type.takes) && (!values || value === "" || values.includes(value as string));
  if (type.kind === "anything") return true;
  if (type.kind === "list") {
    if (!Array.isArray(value)) return false;
    for (let index = 0; index < value.length; index++)
      if (!conforms(value[index], type.of, values, depth + 1, "")) return false;
    return true;
  }
  if (!isObject(value)) return false;
  if (type.kind === "map") {
    for (const key in value) if (!conforms(value[key], type.of, undefined, depth + 1, key)) return false;
    return true;
  }
  const fields = fieldsOf(type);
  for (const key in value) {
    const known = fields.get(key);
    if (known) {
      if (!conforms(value[key], known.type, known.values, depth + 1, key)) return false;
    } else if (!isServers(key, field)) return false;
  }
  return true;
}

/** What the API server itself writes into live objects is left out of the table. */
function isServers(key: string, holder: string | number | undefined): boolean {
  return key === "status" || (holder === "metadata" && (key === "managedFields" || key === "selfLink"));
}

function compare(object: JsonObject, root: Type): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  /** The way to what is looked at; copied where something is wrong. */
  const path: (string | number)[] = [];
  visit(object, root, undefined, "");
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
        if (!fits(value, type.takes)) fail(NAMES[type.code] ?? type.code, value);
        else if (values && typeof value === "string" && value !== "" && !values.includes(value))
          faults.push({ fault: "value", path: [...path], value, field, values });
        return;
      case "object":
        if (!isObject(value)) fail("a map", value);
        else visitObject(value, type);
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

  function visitObject(value: JsonObject, type: ObjectType): void {
    const fields = fieldsOf(type);
    const holder = path.at(-1);
    for (const key of Object.keys(value)) {
      if (isServers(key, holder)) continue;
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

function fits(value: JsonValue, takes: number): boolean {
  switch (typeof value) {
    case "string":
      return (takes & TAKES.string) !== 0;
    case "number":
      return (takes & (Number.isInteger(value) ? TAKES.integer : TAKES.fraction)) !== 0;
    default:
      return typeof value === "boolean" && (takes & TAKES.boolean) !== 0;
  }
}

function describe(value: JsonValue): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "a map";
  if (typeof value === "boolean") return "a boolean";
  return typeof value === "number" ? "a number" : "a string";
}
