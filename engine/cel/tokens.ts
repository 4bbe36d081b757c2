/** A piece of an expression. */
export interface Token {
  readonly type: "identifier" | "escaped" | "int" | "uint" | "double" | "string" | "bytes" | "sign" | "end";
  /** The sign or name; of a string what it says, of a number its digits. */
  readonly text: string;
  readonly at: number;
}

/** The text is no expression. */
export class SyntaxFault extends Error {
  /** @param at where, in UTF-16 units from the start of the text */
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const SPACE = /(?:[\t\n\f\r ]|\/\/[^\n]*)+/y;
const NUMBER =
  /0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.\d+(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)|\d+[uU]?/y;
const NAME = /[A-Za-z_]\w*/y;
const QUOTE = /(?:[rR][bB]?|[bB][rR]?)?("""|'''|"|')/y;
const SIGN = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]{}]/y;

/**
 * Cuts an expression into tokens; the last is of type `end`.
 *
 * Source: the language definition of CEL, "Syntax".
 *
 * @throws SyntaxFault
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (;;) {
    at += take(SPACE)?.[0].length ?? 0;
    if (at >= text.length) break;
    const start = at;
    const quote = take(QUOTE);
    if (quote) {
      const prefix = quote[0].slice(0, quote[0].length - (quote[1] ?? "").length).toLowerCase();
      const { value, end } = readString(text, at + quote[0].length, quote[1] ?? '"', prefix.includes("r"));
      tokens.push({ type: prefix.includes("b") ? "bytes" : "string", text: value, at: start });
      at = end;
      continue;
    }
    const name = take(NAME);
    if (name) {
      tokens.push({ type: "identifier", text: name[0], at: start });
      at += name[0].length;
      continue;
    }
    if (text[at] === "`") {
      const end = text.indexOf("`", at + 1);
      if (end < 0) throw new SyntaxFault("a quoted name does not end", at);
      tokens.push({ type: "escaped", text: text.slice(at + 1, end), at: start });
      at = end + 1;
      continue;
    }
    const isPoint = text[at] === "." && /\d/.test(text[at + 1] ?? "");
    const number = /\d/.test(text[at] ?? "") || (isPoint && !endsValue(tokens.at(-1))) ? take(NUMBER) : null;
    if (number) {
      tokens.push({ ...numberToken(number[0]), at: start });
      at += number[0].length;
      continue;
    }
    const sign = take(SIGN);
    if (!sign) throw new SyntaxFault(`"${text[at]}" has no meaning here`, at);
    tokens.push({ type: "sign", text: sign[0], at: start });
    at += sign[0].length;
  }
  tokens.push({ type: "end", text: "", at });
  return tokens;
}

function endsValue(token: Token | undefined): boolean {
  return token !== undefined && (token.type !== "sign" || token.text === ")" || token.text === "]");
}

function numberToken(text: string): Pick<Token, "type" | "text"> {
  if (/^0x/i.test(text) || /^\d+u?$/i.test(text))
    return /u$/i.test(text) ? { type: "uint", text: text.slice(0, -1) } : { type: "int", text };
  return { type: "double", text };
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "?": "?",
  '"': '"',
  "'": "'",
  "`": "`",
};

function readString(text: string, from: number, quote: string, raw: boolean): { value: string; end: number } {
  let value = "";
  let at = from;
  while (at < text.length) {
    if (text.startsWith(quote, at)) return { value, end: at + quote.length };
    const char = text[at] ?? "";
    if (quote.length === 1 && (char === "\n" || char === "\r")) break;
    if (char !== "\\" || raw) {
      value += char;
      at++;
      continue;
    }
    const code = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/i.exec(
      text.slice(at + 1, at + 10),
    );
    const plain = ESCAPES[text[at + 1] ?? ""];
    if (code) {
      const number = code[4] ? Number.parseInt(code[4], 8) : Number.parseInt(code[0].slice(1), 16);
      if (number > 0x10ffff) throw new SyntaxFault("an escape names no character", at);
      value += String.fromCodePoint(number);
      at += 1 + code[0].length;
    } else if (plain !== undefined) {
      value += plain;
      at += 2;
    } else throw new SyntaxFault("an escape is not known", at);
  }
  throw new SyntaxFault("a string does not end", from);
}
