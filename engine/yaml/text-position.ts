/** A position in a text: 0-based line and 0-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets in a text: UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Turns offsets into lines and columns. Lines end at `\n`; a `\r` before it belongs to the line. */
export interface LineIndex {
  position(offset: number): Position;
  offset(position: Position): number;
}

/** Indexes the line starts of a text; look-ups are logarithmic. Out-of-range input is clamped. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return {
    position(offset) {
      const wanted = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= wanted) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: wanted - (starts[low] ?? 0) };
    },
    offset({ line, column }) {
      if (line >= starts.length) return text.length;
      return Math.min((starts[Math.max(0, line)] ?? 0) + column, starts[line + 1] ?? text.length);
    },
  };
}
