import { resolveScalar } from "./resolve-scalar";

/** Where a scalar is printed. Inside flow collections more characters have a meaning; JSON knows double quotes only. */
export type ScalarContext = "block" | "flow" | "json";

const PRINTABLE = /^[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;
const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
const INDICATOR = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)/;
const IN_FLOW = /[,[\]{}?:]/;

/** A scalar as text that Kubernetes reads as the same value: strings are quoted only where they must be. */
export function printScalar(
  value: string | number | boolean | null,
  context: ScalarContext,
  quote: '"' | "'" = '"',
): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (context === "json") return JSON.stringify(value);
  return isPlain(value, context) ? value : quoted(value, quote);
}

/** A string in quotes: the wanted ones, or double quotes where it needs escapes. */
export function quoted(value: string, quote: '"' | "'"): string {
  if (quote === "'" && PRINTABLE.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replace(
    ESCAPED,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function isPlain(value: string, context: ScalarContext): boolean {
  if (value === "" || value === "=" || value === "<<") return false;
  if (!PRINTABLE.test(value) || value.trim() !== value || INDICATOR.test(value)) return false;
  if (value.includes(": ") || value.includes(" #") || value.endsWith(":")) return false;
  if (context === "flow" && IN_FLOW.test(value)) return false;
  return resolveScalar(value, "plain") === value;
}
