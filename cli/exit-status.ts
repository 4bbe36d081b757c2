/** Exit statuses of every command. `misunderstood` beats `found`. */
export const EXIT = {
  /** Nothing at the failing level; for a question: yes. */
  ok: 0,
  /** Something at the failing level; for a question: no. */
  found: 1,
  /** The call or an input could not be understood, or nothing was scanned. */
  misunderstood: 2,
  /** The answer to a question is not decided by what is in sight. */
  unknown: 3,
} as const;
