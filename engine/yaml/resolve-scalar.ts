/**
 * How a scalar was written. Only plain scalars are typed by their text; quoted and block scalars are strings.
 */
export type ScalarStyle = "plain" | "quoted" | "block";

/** The value of a scalar; infinities and NaN, which JSON does not have, are numbers here. */
export type ScalarValue = string | number | boolean | null;

/** A scalar as Kubernetes reads it, or why it refuses it. */
export type ScalarReading = { readonly value: ScalarValue } | { readonly problem: string };

const WORDS = new Map<string, boolean | null | number>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map(
    (word) => [word, true] as const,
  ),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map(
    (word) => [word, false] as const,
  ),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** What begins with a dot is read as Go reads a float literal: digits may be parted by single underscores. */
const DOTTED_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const MAX_UINT64 = 18446744073709551615n;
const MAX_INT64 = 9223372036854775807n;
const MIN_INT64 = -9223372036854775808n;
/** Longer texts are no integers that fit 64 bits, leading zeros aside; nothing long is handed to `BigInt`. */
const MAX_INTEGER_LENGTH = 100;

const LONG_TAG = "tag:yaml.org,2002:";

/**
 * The value that Kubernetes reads from a scalar. Source: `sigs.k8s.io/yaml` (its YAML 1.1 resolver,
 * `resolve.go`); the Go library is the oracle in the tests. No JavaScript reader types scalars this way:
 * `yes` is true, `0777` is 511, `1_000` is 1000, `1:30` and `2024-01-01` stay strings.
 *
 * @param text the scalar's content, quotes and folding already removed
 * @param style how it was written
 * @param tag an explicit tag in its long form (`tag:yaml.org,2002:str`), if any
 * @returns the value; the text itself where Kubernetes refuses the scalar (see `readScalar`)
 */
export function resolveScalar(text: string, style: ScalarStyle, tag?: string): ScalarValue {
  const reading = readScalar(text, style, tag);
  return "value" in reading ? reading.value : text;
}

/** Like `resolveScalar`, but tells why Kubernetes refuses a scalar: an explicit tag that its text does not fit. */
export function readScalar(text: string, style: ScalarStyle, tag?: string): ScalarReading {
  if (tag !== undefined) return readTagged(text, tag);
  return { value: style === "plain" ? typePlain(text) : text };
}

function readTagged(text: string, tag: string): ScalarReading {
  const name = tag.startsWith(LONG_TAG) ? tag.slice(LONG_TAG.length) : undefined;
  if (name === "binary") return readBinary(text);
  const fits = TAG_TYPES[name ?? ""];
  if (!fits) return { value: text };
  const value = typePlain(text);
  const integer = typeof value === "number" ? parseInteger(text.replaceAll("_", "")) : undefined;
  return fits(value, integer) ? { value } : { problem: `"${name}" does not fit this value` };
}

const TAG_TYPES: Readonly<Record<string, (value: ScalarValue, integer: bigint | undefined) => boolean>> = {
  bool: (value) => typeof value === "boolean",
  int: (_value, integer) => integer !== undefined,
  float: (value, integer) => typeof value === "number" && (integer === undefined || integer <= MAX_INT64),
  null: (value) => value === null,
};

function readBinary(text: string): ScalarReading {
  const characters = text.replace(/[\r\n]/g, "");
  if (characters.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(characters))
    return { problem: '"binary" needs base64' };
  return { value: decodeBase64(characters) };
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 to text; bytes that are no UTF-8 become the replacement character, as in Go's JSON. */
function decodeBase64(characters: string): string {
  const bytes: string[] = [];
  let bits = 0;
  let count = 0;
  for (const character of characters.replace(/=+$/, "")) {
    bits = ((bits << 6) | BASE64.indexOf(character)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push(((bits >> count) & 0xff).toString(16).padStart(2, "0"));
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte}`).join(""));
  } catch {
    return bytes
      .map((byte) => (byte < "80" ? String.fromCharCode(Number.parseInt(byte, 16)) : "\ufffd"))
      .join("");
  }
}

/** All that numbers are written with, in any form: what holds anything else (`100m`, `128Mi`) is none. */
const NUMERIC = /^[-+0-9a-fA-FxXoO_.]*$/;

/** The value of a plain scalar without a tag. */
export function typePlain(text: string): ScalarValue {
  if (isSmallInteger(text)) return Number(text);
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const isDigitOrSign = (first >= 48 && first <= 57) || first === 43 || first === 45;
  if (first === 46) return DOTTED_FLOAT.test(text) ? finite(text.replaceAll("_", ""), text) : text;
  if (!isDigitOrSign || !NUMERIC.test(text)) return text;
  const plain = text.replaceAll("_", "");
  const integer = parseInteger(plain);
  if (integer !== undefined) return Number(integer);
  return FLOAT.test(plain) ? finite(plain, text) : text;
}

/** Whether a text is a decimal integer without sign or leading zero that a number holds exactly. */
function isSmallInteger(text: string): boolean {
  if (text.length > 15 || text.length === 0 || (text.charCodeAt(0) === 48 && text.length > 1)) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function finite(number: string, text: string): number | string {
  const value = Number(number);
  return Number.isFinite(value) ? value : text;
}

const INTEGER_FORMS: readonly [RegExp, string][] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, "0x"],
  [/^([-+]?)0[bB]([01]+)$/, "0b"],
  [/^([-+]?)0[oO]?([0-7]+)$/, "0o"],
  [/^([-+]?)(0|[1-9][0-9]*)$/, ""],
];
/** The resolver's own second try at binary numbers reads a sign behind the prefix. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;

function parseInteger(text: string): bigint | undefined {
  if (text.length > MAX_INTEGER_LENGTH) return undefined;
  for (const [form, prefix] of INTEGER_FORMS) {
    const match = form.exec(text);
    if (match) return inRange(match[1] ?? "", `${prefix}${match[2]}`);
  }
  const binary = SIGNED_BINARY.exec(text);
  return binary ? inRange(binary[1] ?? "", `0b${binary[2]}`) : undefined;
}

/** Signed numbers have 64 bits with their sign; only those without a sign use all of them. */
function inRange(sign: string, magnitude: string): bigint | undefined {
  const value = sign === "-" ? -BigInt(magnitude) : BigInt(magnitude);
  return value > (sign === "" ? MAX_UINT64 : MAX_INT64) || value < MIN_INT64 ? undefined : value;
}

/**
 * The name that a scalar gets as a map key: `on` becomes `"true"`, `0777` `"511"`, `1.50` `"1.5"`.
 *
 * @returns `undefined` where Kubernetes takes no such key: null, and integers above the signed 64 bits
 */
export function resolveKey(text: string, style: ScalarStyle, tag?: string): string | undefined {
  const value = resolveScalar(text, style, tag);
  if (typeof value === "string") return value;
  if (value === null) return undefined;
  if (typeof value === "boolean") return String(value);
  const integer = parseInteger(text.replaceAll("_", ""));
  if (integer === undefined) return formatFloat32(value);
  return integer > MAX_INT64 ? undefined : String(integer);
}

/** A float as the library prints keys: Go's `FormatFloat(value, 'g', -1, 32)`. */
function formatFloat32(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return ".nan";
  if (!Number.isFinite(single)) return single > 0 ? ".inf" : "-.inf";
  if (single === 0) return Object.is(single, -0) ? "-0" : "0";
  let shortest = single.toExponential(8);
  for (let digits = 0; digits < 8; digits++) {
    const shorter = single.toExponential(digits);
    if (Math.fround(Number(shorter)) !== single) continue;
    shortest = shorter;
    break;
  }
  const [mantissa = "", power = "0"] = shortest.split("e");
  const exponent = Number(power);
  const digitCount = mantissa.replace(/[-.]/g, "").length;
  // Go prints an exponent below -4 and, with the shortest digits, from 6 on.
  if (exponent >= -4 && exponent < 6) return Number(shortest).toFixed(Math.max(0, digitCount - 1 - exponent));
  const sign = exponent < 0 ? "-" : "+";
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
