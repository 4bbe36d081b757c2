/** Replaces `[start, end)` of a text by `newText`. Offsets are UTF-16 code units; `start === end` inserts. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The text after edits that are sorted and do not overlap, as every function here returns them. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of edits) {
    parts.push(text.slice(at, start), newText);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

/**
 * Sorts edits, joins those that touch, and moves an insertion that stands inside a deletion to its end. Edits that
 * start together keep the order in which they were made, insertions first. Edits that change nothing are left out.
 *
 * @returns `undefined` where two replacements overlap
 */
export function normalizeEdits(text: string, edits: readonly TextEdit[]): TextEdit[] | undefined {
  const isInsertion = ({ start, end }: TextEdit) => start === end;
  const deletions = edits.filter((edit) => !isInsertion(edit)).sort((a, b) => a.start - b.start);
  if (deletions.some((edit, index) => edit.start < (deletions[index - 1]?.end ?? 0))) return undefined;
  const moved = edits.map((edit) => {
    if (!isInsertion(edit)) return edit;
    const around = deletions.find(({ start, end }) => start < edit.start && edit.start < end);
    return around ? { ...edit, start: around.end, end: around.end } : edit;
  });
  const sorted = moved
    .map((edit, order) => ({ edit, order }))
    .sort(
      (a, b) =>
        a.edit.start - b.edit.start ||
        Number(isInsertion(b.edit)) - Number(isInsertion(a.edit)) ||
        a.order - b.order,
    );
  const joined: TextEdit[] = [];
  for (const { edit } of sorted) {
    const last = joined.at(-1);
    if (last && last.end === edit.start)
      joined[joined.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    else joined.push(edit);
  }
  return joined.filter(({ start, end, newText }) => text.slice(start, end) !== newText);
}
