import { diffArrays } from "diff";

/** Lines of a text that a change added or altered, 0-based. */
export type ChangedLines = ReadonlySet<number>;

/** The lines of `after` that are not in `before`. Line ends do not count. */
export function changedLines(before: string, after: string): ChangedLines {
  const changed = new Set<number>();
  let line = 0;
  for (const { added, removed, count } of diffArrays(before.split(/\r?\n/), after.split(/\r?\n/))) {
    if (removed) continue;
    if (added) for (let offset = 0; offset < count; offset++) changed.add(line + offset);
    line += count;
  }
  return changed;
}
