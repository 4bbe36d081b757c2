import { isObject, type JsonObject, type JsonValue, type Path } from "../json";
import { ruleById, rules } from "../rules/registry";
import { nearest } from "../text-distance";
import { type Field, MAP_KEYS } from "./configuration-schema";

/** Told of a problem: where it is, what it is, and whether the key or the value is to be pointed at. */
export type ReportProblem = (path: Path, message: string, target?: "key") => void;

/**
 * Reads a value of the configuration as a field of its schema. What does not fit is reported and left out: a wrong
 * member of a map alone, a wrong item of a list (`null` stands in its place, so that the others keep their index), and
 * a whole object where what it cannot be without is missing or wrong.
 *
 * @returns what is left of it; `undefined` where that is nothing
 */
export function readField(
  value: JsonValue | undefined,
  field: Field,
  path: Path,
  report: ReportProblem,
): JsonValue | undefined {
  if (value === undefined || (value === null && path.length === 0)) return undefined;
  const refuse = (takes: string): undefined => {
    report(path, `${describe(path)} is ${typeOf(value)}, but takes ${takes}`);
    return undefined;
  };
  switch (field.type) {
    case "any":
      return value;
    case "oneOf": {
      const fitting = field.alternatives.find((each) => fits(value, each));
      return fitting
        ? readField(value, fitting, path, report)
        : refuse(field.alternatives.map(nameOf).join(" or "));
    }
    case "string":
      return readString(value, field, path, report);
    case "boolean":
      return typeof value === "boolean" ? value : refuse("true or false");
    case "list":
      if (!Array.isArray(value)) return refuse("a list");
      return value.map((item, index) => readField(item, field.items, [...path, index], report) ?? null);
    case "map":
      return isObject(value) ? readMap(value, field, path, report) : refuse("a map");
    case "object":
      return isObject(value) ? readObject(value, field, path, report) : refuse("a map");
  }
}

function readString(
  value: JsonValue,
  field: Extract<Field, { type: "string" }>,
  path: Path,
  report: ReportProblem,
): JsonValue | undefined {
  if (field.enum?.includes("on") && typeof value === "boolean") return value;
  const problem = problemOf(value, field, path);
  if (problem === undefined) return value;
  report(path, problem);
  return undefined;
}

/** What is wrong with a string, with what to write instead. */
function problemOf(
  value: JsonValue,
  field: Extract<Field, { type: "string" }>,
  path: Path,
): string | undefined {
  if (typeof value !== "string")
    return `${describe(path)} is ${typeOf(value)}, but takes ${field.hint ?? "a string"}`;
  if (field.filled && value.trim() === "") return `${describe(path)} is empty; ${field.description}`;
  if (field.pattern && !new RegExp(field.pattern).test(value))
    return `${describe(path)} is not understood; ${field.hint ?? "see the schema"}`;
  if (field.day && !isDay(value)) return `${describe(path)}: there is no day ${value}; ${field.hint ?? ""}`;
  if (!field.enum || field.enum.includes(value)) return undefined;
  const near = nearest(value, field.enum);
  const meant = near ? `did you mean "${near}"? ` : "";
  return `${describe(path)} does not take "${value}"; ${meant}it takes ${field.enum.join(", ")}`;
}

/** Whether the calendar has a day, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  // The thirtieth of February is read as a day of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function readMap(
  value: JsonObject,
  field: Extract<Field, { type: "map" }>,
  path: Path,
  report: ReportProblem,
): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [key, child] of Object.entries(value)) {
    const at = [...path, key];
    const isKnown =
      field.keys === "severity"
        ? isKnownKey(key, MAP_KEYS.severity, at, report)
        : field.keys !== "rule" || ruleById(key) !== undefined || isKnownKey(key, RULE_IDS, at, report);
    const read = readField(child, field.values, at, report);
    if (isKnown && read !== undefined) kept[key] = read;
  }
  return kept;
}

const RULE_IDS = rules.map(({ id }) => id);

function readObject(
  value: JsonObject,
  field: Extract<Field, { type: "object" }>,
  path: Path,
  report: ReportProblem,
): JsonObject | undefined {
  const kept: Record<string, JsonValue> = {};
  const known = Object.keys(field.fields);
  for (const [key, child] of Object.entries(value)) {
    const form = field.fields[key];
    // What is required and empty is reported once, as missing.
    if (!form) isKnownKey(key, known, [...path, key], report);
    else if (!(isEmpty(child) && field.required?.includes(key))) {
      const read = readField(child, form, [...path, key], report);
      if (read !== undefined) kept[key] = read;
    }
  }
  for (const key of field.required ?? [])
    if (isEmpty(value[key])) report(path, `${describe(path)} lacks "${key}"; ${meaningOf(field, key)}`);
  return field.required?.every((key) => kept[key] !== undefined) === false ? undefined : kept;
}

/** What a required member is for, as what to do: `owner: Who answers for it.` */
function meaningOf(field: Extract<Field, { type: "object" }>, key: string): string {
  return `write ${key}: ${field.fields[key]?.description ?? ""}`;
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === "";
}

function isKnownKey(key: string, known: readonly string[], path: Path, report: ReportProblem): boolean {
  if (known.includes(key)) return true;
  const near = nearest(key, known);
  const all = known.length <= 12 ? `known are ${known.join(", ")}` : "rampart rules lists them";
  report(path, `unknown key "${key}"; ${near ? `did you mean "${near}"?` : all}`, "key");
  return false;
}

function fits(value: JsonValue, field: Field): boolean {
  if (field.type === "string") return typeof value === "string";
  if (field.type === "boolean") return typeof value === "boolean";
  if (field.type === "list") return Array.isArray(value);
  return isObject(value);
}

function typeOf(value: JsonValue): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}

function nameOf(field: Field): string {
  return field.type === "string" && field.enum
    ? field.enum.join("|")
    : field.type === "object"
      ? "a map"
      : `a ${field.type}`;
}

function describe(path: Path): string {
  return path.length === 0 ? "the configuration" : `"${path.join(".")}"`;
}
