/** Values by the number of a tab stop or the name of a variable. */
export type SnippetValues = Readonly<Record<string, string>>;

interface Reading {
  readonly text: string;
  at: number;
  /** What each tab stop and variable holds, as far as it is known. */
  readonly values: Map<string, string>;
  /** Values that the author typed or the editor knows; they win over defaults. */
  readonly given: SnippetValues;
}

/**
 * What an editor inserts for a snippet when every default is taken: the first choice, the default of a placeholder
 * (also for mirrors that come before it), the value of a variable or else its default.
 *
 * @param body in VS Code's snippet syntax, lines joined by `\n`
 * @param given what to take instead of defaults
 * @throws Error for syntax that VS Code would insert as it stands, which is never meant
 */
export function expandSnippet(body: string, given: SnippetValues = {}): string {
  const values = new Map(Object.entries(given));
  const read = () => readText({ text: body, at: 0, values, given }, "");
  // Mirrors before their placeholder are known on the second reading, defaults that hold such mirrors on the third.
  read();
  read();
  return read();
}

/** Reads up to the first unescaped character of `ends` (or to the end of the text), without taking it. */
function readText(reading: Reading, ends: string): string {
  const { text } = reading;
  let out = "";
  while (reading.at < text.length) {
    const character = text.charAt(reading.at);
    if (ends.includes(character)) return out;
    const next = text.charAt(reading.at + 1);
    if (character === "\\" && "\\$}|,".includes(next) && next !== "") {
      out += next;
      reading.at += 2;
    } else if (character === "$") {
      out += readDollar(reading);
    } else {
      out += character;
      reading.at++;
    }
  }
  if (ends !== "") throw new Error(`not closed: ${text.slice(-80)}`);
  return out;
}

function readDollar(reading: Reading): string {
  const { values, given } = reading;
  const rest = reading.text.slice(reading.at);
  const [whole, bare, braced, end] = /^\$(?:(\d+|[A-Za-z_]\w*)|\{(\d+|[A-Za-z_]\w*)([:|}]))/.exec(rest) ?? [];
  const name = bare ?? braced;
  if (whole === undefined || name === undefined)
    throw new Error(`a lone $ is to be escaped: ${rest.slice(0, 40)}`);
  reading.at += whole.length;
  if (bare !== undefined || end === "}") return values.get(name) ?? "";
  const text = end === "|" ? readChoice(reading) : readText(reading, "}");
  if (reading.text.charAt(reading.at++) !== "}") throw new Error(`not closed by }: ${rest.slice(0, 40)}`);
  if (given[name] === undefined) values.set(name, text);
  return values.get(name) ?? text;
}

/** The first of the choices; takes all up to and with the closing bar. */
function readChoice(reading: Reading): string {
  const first = readText(reading, ",|");
  while (reading.text.charAt(reading.at++) !== "|") readText(reading, ",|");
  return first;
}
