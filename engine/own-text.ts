/**
 * The same text with memory of its own. A text that was cut out of a file otherwise keeps the whole file in memory, so
 * whatever outlives a document (what is remembered) has to be a copy. Cutting it out of a text that is just one character
 * longer makes one.
 */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
