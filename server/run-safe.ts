import { LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Where a handler's failure is reported: one line, without any content of a document. */
export type LogError = (message: string) => void;

/** Thrown inside a handler when the client has withdrawn its request. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/**
 * Runs a handler so that nothing it throws reaches the connection: the failure is logged by its kind and place, and
 * the request answers empty. Only a cancellation passes, as the protocol's own error.
 *
 * @param what the feature, for the log
 * @param empty what is answered after a failure
 * @throws ResponseError where the request was cancelled, or cannot be answered for a reason that the client may show
 */
export async function runSafe<Result>(
  log: LogError,
  what: string,
  empty: Result,
  handler: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await handler();
  } catch (error) {
    if (error instanceof Cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    if (error instanceof ResponseError) throw error;
    log(`${what} failed: ${describeFailure(error)}`);
    return empty;
  }
}

/** The same for notifications and background work, which answer nothing. */
export async function runSafely(
  log: LogError,
  what: string,
  work: () => void | Promise<void>,
): Promise<void> {
  await runSafe(log, what, undefined, work).catch(() => undefined);
}

/**
 * A failure in words that hold nothing of the document: the error's class and the functions it passed through. The
 * message itself may quote text, so it is left out.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
  return [error.name, ...frames].join(" ");
}
