import { isObject, type JsonObject, type JsonValue, type Path } from "../json";
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

/** Several rules ask about one resource in turn; the object is the key, so nothing outlives its document. */
const known = new WeakMap<JsonObject, readonly FieldFault[]>();

/**
 * Compares an object with the fields of its kind, in the order of the object. `null` counts as absent, as the API
 * server reads it. Kinds that are not built in yield nothing.
 */
export function fieldFaults(resource: Resource): readonly FieldFault[] {
  const before = known.get(resource.object);
  if (before) return before;
  const faults = compare(resource);
  known.set(resource.object, faults);
  return faults;
}

function compare(resource: Resource): readonly FieldFault[] {
  const root = KINDS[`${resource.apiVersion} ${resource.kind}`];
  const faults: FieldFault[] = [];
  /** The way to what is looked at; copied where something is wrong. */
  const path: (string | number)[] = [];
  if (root) visit(resource.object, `@${root}`, root, "");
  return faults;

  function visit(value: JsonValue | undefined, type: string, holder: string, field: string): void {
    if (value === undefined || value === null || type === "*" || path.length > MAXIMUM_DEPTH) return;
    const mark = type.charAt(0);
    if (mark === "[") {
      if (!Array.isArray(value)) fail("a list", value);
      else visitList(value, type.slice(1), holder, field);
    } else if (mark === "@") {
      if (!isObject(value)) fail("a map", value);
      else visitObject(value, type.slice(1));
    } else if (mark === "{") {
      if (!isObject(value)) fail("a map", value);
      else visitMap(value, type.slice(1));
    } else if (!fits(value, type)) fail(NAMES[type] ?? type, value);
    else if (typeof value === "string" && value !== "") {
      const values = enumValues(holder, field);
      if (values && !values.includes(value))
        faults.push({ fault: "value", path: [...path], value, field, values });
    }
  }

  function visitList(value: readonly JsonValue[], type: string, holder: string, field: string): void {
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      visit(value[index], type, holder, field);
      path.pop();
    }
  }

  function visitMap(value: JsonObject, type: string): void {
    for (const key of Object.keys(value)) {
      path.push(key);
      visit(value[key], type, "", key);
      path.pop();
    }
  }

  function visitObject(value: JsonObject, name: string): void {
    const fields = TYPES[name] ?? {};
    const isMetadata = path.at(-1) === "metadata";
    for (const key of Object.keys(value)) {
      // What the API server itself writes into live objects is left out of the table.
      if (key === "status" || (isMetadata && (key === "managedFields" || key === "selfLink"))) continue;
      const type = Object.hasOwn(fields, key) ? fields[key] : undefined;
      path.push(key);
      if (type) visit(value[key], type, name, key);
      else faults.push({ fault: "unknown", path: [...path], known: Object.keys(fields) });
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

/** The few values that a field takes, where there are few. */
function enumValues(holder: string, field: string): readonly string[] | undefined {
  return enumsByHolder.get(holder)?.get(field);
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
