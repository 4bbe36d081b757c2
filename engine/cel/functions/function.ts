import { known, mismatch, type Value } from "../values";

/**
 * A function. The first argument is the receiver where it is called as a method.
 *
 * It throws `CelError` where the API server's would fail, and `UnknownSignal` where the answer is not known.
 */
export type CelFunction = (...args: readonly Value[]) => Value;

/**
 * Functions by how they are called: `size(1)` with one argument, `.size(0)` as a method without further ones,
 * `sets.contains(2)` of a namespace.
 */
export type FunctionTable = Readonly<Record<string, CelFunction>>;

/** An argument that must be a string. */
export function text(value: Value | undefined): string {
  const read = known(value ?? null);
  if (typeof read !== "string") throw mismatch();
  return read;
}

/** An argument that must be an integer. */
export function integer(value: Value | undefined): bigint {
  const read = known(value ?? null);
  if (typeof read !== "bigint") throw mismatch();
  return read;
}
