/**
 * The time of day at which something was listed, in the user's own writing. A time stays true however long a row is
 * shown; an age would not.
 */
export function timeText(readAt: number): string {
  return new Date(readAt).toLocaleTimeString();
}
