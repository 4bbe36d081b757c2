import { isObject } from "../json";

/** The version of the baseline's shape. */
const VERSION = 1;

/** Findings that were there before, by fingerprint. */
export interface Baseline {
  readonly fingerprints: ReadonlySet<string>;
}

/** A baseline that cannot be used. `message` says why and what to do. */
export class BaselineError extends Error {
  override readonly name = "BaselineError";
}

/**
 * Reads a baseline.
 *
 * @throws BaselineError for text that is none, or one of a newer version
 */
export function parseBaseline(text: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BaselineError("this is not a baseline: it is not JSON; write one with --write-baseline");
  }
  if (!isObject(value) || !Array.isArray(value.fingerprints)) {
    throw new BaselineError(
      "this is not a baseline: it holds no list of fingerprints; write one with --write-baseline",
    );
  }
  if (typeof value.version !== "number" || value.version > VERSION) {
    throw new BaselineError(
      `this baseline has version ${String(value.version)}, but this Rampart knows version ${VERSION}; update Rampart or write it anew`,
    );
  }
  return { fingerprints: new Set(value.fingerprints.filter((each) => typeof each === "string")) };
}

/** The text of a baseline for the findings that are shown: sorted, one a line, for calm diffs. */
export function formatBaseline(fingerprints: readonly string[]): string {
  return `${JSON.stringify({ version: VERSION, fingerprints: [...new Set(fingerprints)].sort() }, null, 2)}\n`;
}
