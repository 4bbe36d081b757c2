/**
 * How a scalar was written. Only plain scalars are typed by their text; quoted and block scalars are strings.
 */
export type ScalarStyle = "plain" | "quoted" | "block";

const WORDS = new Map<string, boolean | null | number>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map(
    (word) => [word, true] as const,
  ),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map(
    (word) => [word, false] as const,
  ),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
]);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const TIMESTAMP =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?$/;
const MAX_UINT64 = 18446744073709551615n;
const MIN_INT64 = -9223372036854775808n;

/**
 * The value that Kubernetes reads from a scalar. Source: `sigs.k8s.io/yaml` (its YAML 1.1 resolver,
 * `resolve.go`); the Go library is the oracle in the tests. No JavaScript reader types scalars this way:
 * `yes` is true, `0777` is 511, `1_000` is 1000, `1:30` and `2024-01-01` stay strings.
 *
 * @param text the scalar's content, quotes and folding already removed
 * @param style how it was written
 * @param tag an explicit tag in its long form (`tag:yaml.org,2002:str`), if any
 */
export function resolveScalar(
  text: string,
  style: ScalarStyle,
  tag?: string,
): string | number | boolean | null {
  if (tag !== undefined) return resolveTagged(text, tag);
  return style === "plain" ? resolvePlain(text) : text;
}

function resolveTagged(text: string, tag: string): string | number | boolean | null {
  const name = tag.replace("tag:yaml.org,2002:", "");
  if (name === "int" || name === "bool" || name === "null") return resolvePlain(text);
  if (name === "float") return resolvePlain(text);
  return text;
}

function resolvePlain(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const isDigitOrSign = (first >= 48 && first <= 57) || first === 43 || first === 45;
  if (first === 46) return FLOAT.test(text) ? finite(Number(text), text) : text;
  if (!isDigitOrSign || TIMESTAMP.test(text)) return text;
  const plain = text.replaceAll("_", "");
  const integer = parseInteger(plain);
  if (integer !== undefined) return integer;
  return FLOAT.test(plain) ? finite(Number(plain), text) : text;
}

function finite(value: number, text: string): number | string {
  return Number.isFinite(value) ? value : text;
}

const INTEGER_FORMS: readonly [RegExp, string][] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, "0x"],
  [/^([-+]?)0[bB]([01]+)$/, "0b"],
  [/^([-+]?)0[oO]?([0-7]+)$/, "0o"],
  [/^([-+]?)(0|[1-9][0-9]*)$/, ""],
];

function parseInteger(text: string): number | undefined {
  for (const [form, prefix] of INTEGER_FORMS) {
    const match = form.exec(text);
    if (!match) continue;
    const magnitude = BigInt(`${prefix}${match[2]}`);
    const value = match[1] === "-" ? -magnitude : magnitude;
    if (value > MAX_UINT64 || value < MIN_INT64) return undefined;
    return Number(value);
  }
  return undefined;
}
