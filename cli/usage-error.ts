/** The call could not be understood. `message` says what, on which option, and what would be right. Exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
