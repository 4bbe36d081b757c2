import { nearest } from "../engine/text-distance";
import { UsageError } from "./usage-error";

/**
 * Checks that an option's value is one of those it takes.
 *
 * @throws UsageError with the values it takes and the nearest one
 */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found) return found;
  const near = nearest(value, allowed);
  throw new UsageError(
    `${option} ${value}: it takes ${allowed.join(", ")}${near ? `; did you mean ${near}?` : ""}`,
  );
}
