/** One document of a YAML stream, as a slice of the file. Offsets are UTF-16, end exclusive. */
export interface DocumentSlice {
  readonly start: number;
  readonly end: number;
}

const MARKER = /^(---|\.\.\.)(?=[ \t\r\n]|$)/gm;
const BLANK = /^(?:[ \t]*(?:#[^\n]*)?\r?(?:\n|$))*$/;

/**
 * Splits a YAML stream at its document markers without parsing it, so that one document can be re-read
 * while its neighbours stay cached. A marker at column 0 cannot be content in YAML, not even in a block scalar.
 * Each slice begins at its `---` line, if it has one; slices that hold only comments are left out.
 */
export function splitDocuments(text: string): DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let directives = false;
  const push = (end: number) => {
    const body = text.slice(start, end).replace(/^---(?=[ \t\r\n]|$)/, "");
    directives = /^%/m.test(body) && BLANK.test(body.replace(/^%.*$/gm, ""));
    if (!directives && !BLANK.test(body)) slices.push({ start, end });
  };
  for (const match of text.matchAll(MARKER)) {
    if (match[1] === "---") {
      push(match.index);
      if (!directives) start = match.index;
    } else {
      const lineEnd = text.indexOf("\n", match.index);
      push(match.index);
      start = lineEnd < 0 ? text.length : lineEnd + 1;
    }
  }
  push(text.length);
  return slices;
}
