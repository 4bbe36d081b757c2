/** The escapes of YAML 1.2 that stand for one character. */
const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
};

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs;

/** The text between double quotes, on one line, without its escapes; `undefined` where one is not understood. */
export function unescapeDouble(content: string): string | undefined {
  let isKnown = true;
  const value = content.replace(ESCAPE, (_whole, four?: string, two?: string, one = "") => {
    const hex = four ?? two;
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    const character = ESCAPES[one];
    isKnown &&= character !== undefined;
    return character ?? "";
  });
  return isKnown ? value : undefined;
}

/** The text between single quotes. */
export function unescapeSingle(content: string): string {
  return content.replaceAll("''", "'");
}

/** The text of a quoted scalar on one line; `undefined` where an escape is not understood. */
export function unquote(source: string): string | undefined {
  const content = source.slice(1, -1);
  return source.startsWith("'") ? unescapeSingle(content) : unescapeDouble(content);
}
