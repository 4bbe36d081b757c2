import fc from "fast-check";
import type { JsonObject, JsonValue } from "../../../engine/json";
import { printScalar, quoted } from "../../../engine/yaml/print-scalar";

/** A YAML text with the value that it was made of. */
export interface GeneratedYaml {
  readonly text: string;
  readonly value: JsonValue;
}

/** Numbers from 0 to 1 that decide the layout, one after the other. */
type Choices = () => number;

const word = fc.stringMatching(/^[a-z][a-zA-Z0-9./_-]{0,12}$/);
const trickyText = fc.constantFrom(
  "", " ", "yes", "null", "~", "1.20", "0777", "1:30", "2024-01-01", "a: b", "a #b", "# a", "- a", "[a", "{a}", "*a",
  "&a", "!a", "|", ">", "'a'", '"a"', "a'b", 'a"b', "a\\b", "%a", "@a", "`a", "a:", "?", "? a", "-", "--- a", "...",
  " lead", "trail ", "tab\tx", "a\nb", "a\nb\n", "a\n\nb", "a\n\n", "\na", " a\nb", "a\n b\n", "a \nb", "é☺😀", "=", "<<",
  "on", "key", "x,y", "https://a.b/c?d=e#f", "$(VAR)", "0x1F", ".5", "true", "__proto__", "constructor",
); // biome-ignore format: a table
const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 3, arbitrary: trickyText },
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !/[\p{C}\u2028\u2029]/u.test(text)),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 1, arbitrary: trickyText.filter((text) => !text.includes("\n")) },
);

/** JSON values as manifests hold them: maps of maps and lists. */
export const jsonObject: fc.Arbitrary<JsonObject> = fc.letrec<{
  value: JsonValue;
  map: JsonObject;
  list: JsonValue[];
}>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 4, arbitrary: scalar },
    { weight: 3, arbitrary: tie("map") },
    { weight: 2, arbitrary: tie("list") },
  ),
  map: fc
    .uniqueArray(fc.tuple(key, tie("value")), { selector: ([name]) => name, maxLength: 5 })
    .map((entries) => Object.fromEntries(entries)),
  list: fc.array(tie("value"), { maxLength: 4 }),
})).map;

/** Any JSON value a change may set. */
export const jsonValue: fc.Arbitrary<JsonValue> = fc.oneof(
  scalar,
  jsonObject,
  fc.array(scalar, { maxLength: 3 }),
);

/** A YAML document in a random layout: indent widths, flow and block, comments and blank lines anywhere, CRLF, quotes. */
export const yamlText: fc.Arbitrary<GeneratedYaml> = fc
  .tuple(
    jsonObject,
    fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 7, maxLength: 40 }),
    fc.boolean(),
    fc.boolean(),
  )
  .filter(([value]) => Object.keys(value).length > 0)
  .map(([value, numbers, crlf, finalNewline]) => {
    let at = 0;
    const choose: Choices = () => numbers[at++ % numbers.length] ?? 0;
    const layout: Layout = {
      choose,
      unit: choose() < 0.6 ? 2 : choose() < 0.5 ? 4 : 3,
      indentless: choose() < 0.5,
    };
    const header = choose() < 0.3 ? ["---"] : [];
    const lines = [...header, ...comments(layout, 0), ...blockMap(value, 0, layout), ...comments(layout, 0)];
    const text = lines.join("\n") + (finalNewline || endsInBlock(lines) ? "\n" : "");
    return { text: crlf ? text.replaceAll("\n", "\r\n") : text, value };
  });

interface Layout {
  readonly choose: Choices;
  readonly unit: number;
  readonly indentless: boolean;
}

/** Block scalars keep their final line break only where one is written. */
function endsInBlock(lines: readonly string[]): boolean {
  return lines.some((line) => /[|>][-+]?( #.*)?$/.test(line));
}

function comments({ choose }: Layout, column: number): string[] {
  const dice = choose();
  if (dice < 0.75) return [];
  if (dice < 0.82) return [""];
  if (dice < 0.88) return ["", `${" ".repeat(column)}# after a blank line`];
  return [`${" ".repeat(column)}# about: what follows`];
}

function lineComment({ choose }: Layout): string {
  return choose() < 0.85 ? "" : "   # why: [because]";
}

function blockMap(map: JsonObject, column: number, layout: Layout): string[] {
  return Object.entries(map).flatMap(([name, value], index) => {
    const lead = index === 0 ? [] : comments(layout, column);
    const [first = "", ...rest] = entry(printKey(name, layout), value ?? null, column, layout);
    return [...lead, " ".repeat(column) + first, ...rest];
  });
}

function printKey(name: string, { choose }: Layout): string {
  return choose() < 0.1 ? quoted(name, choose() < 0.5 ? '"' : "'") : printScalar(name, "block");
}

function entry(name: string, value: JsonValue, column: number, layout: Layout): string[] {
  const isFlow = layout.choose() < 0.15;
  if (Array.isArray(value) && value.length > 0 && !isFlow) {
    const inner = layout.indentless ? column : column + layout.unit;
    return [`${name}:${lineComment(layout)}`, ...comments(layout, inner), ...blockList(value, inner, layout)];
  }
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0 && !isFlow) {
    const inner = column + layout.unit;
    return [
      `${name}:${lineComment(layout)}`,
      ...comments(layout, inner),
      ...blockMap(value as JsonObject, inner, layout),
    ];
  }
  const [first = "", ...rest] = leaf(value, column, layout);
  return [`${name}:${first === "" ? "" : ` ${first}`}`, ...rest];
}

function blockList(list: readonly JsonValue[], column: number, layout: Layout): string[] {
  return list.flatMap((item, index) => {
    const lead = index === 0 ? [] : comments(layout, column);
    return [...lead, ...blockItem(item, column, layout)];
  });
}

function blockItem(item: JsonValue, column: number, layout: Layout): string[] {
  const dash = `${" ".repeat(column)}- `;
  const isFilled = typeof item === "object" && item !== null && Object.keys(item).length > 0;
  if (isFilled && layout.choose() >= 0.15) {
    const lines = Array.isArray(item)
      ? blockList(item, column + 2, layout)
      : blockMap(item as JsonObject, column + 2, layout);
    return [dash + (lines[0] ?? "").slice(column + 2), ...lines.slice(1)];
  }
  const [first = "", ...rest] = leaf(item, column, layout);
  return [(dash + first).trimEnd(), ...rest];
}

function leaf(value: JsonValue, column: number, layout: Layout): string[] {
  const { choose, unit } = layout;
  if (value === null && choose() < 0.5) return [lineComment(layout).trim()];
  if (typeof value === "object" && value !== null) return spreadFlow(value, column + unit, layout);
  if (typeof value !== "string") return [printScalar(value, "block") + lineComment(layout)];
  if (/^[a-z]+\n[a-z]+\n?$/.test(value)) {
    const pad = " ".repeat(column + unit);
    const body = value
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => pad + line);
    return [`|${value.endsWith("\n") ? "" : "-"}${lineComment(layout)}`, ...body];
  }
  const dice = choose();
  const text =
    dice < 0.2 ? quoted(value, '"') : dice < 0.4 ? quoted(value, "'") : printScalar(value, "block");
  return [text + lineComment(layout)];
}

function spreadFlow(value: JsonValue, column: number, layout: Layout): string[] {
  const parts = Array.isArray(value)
    ? value.map((item) => flow(item, layout))
    : Object.entries(value as JsonObject).map(
        ([name, item]) => `${flow(name, layout)}: ${flow(item ?? null, layout)}`,
      );
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0 || layout.choose() < 0.6) {
    const space = layout.choose() < 0.3 && parts.length > 0 ? " " : "";
    return [`${open}${space}${parts.join(", ")}${space}${close}${lineComment(layout)}`];
  }
  const pad = " ".repeat(column);
  const trailing = layout.choose() < 0.3;
  const lines = parts.map(
    (part, index) => `${pad}${part}${index < parts.length - 1 || trailing ? "," : ""}${lineComment(layout)}`,
  );
  return [open, ...lines, pad.slice(1) + close];
}

function flow(value: JsonValue, layout: Layout): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, layout)).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([name, item]) => `${flow(name, layout)}: ${flow(item ?? null, layout)}`)
      .join(", ")}}`;
  return layout.choose() < 0.2 && typeof value === "string" ? quoted(value, '"') : printScalar(value, "flow");
}
