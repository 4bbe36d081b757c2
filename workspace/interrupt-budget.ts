import { setFlagsFromString } from "node:v8";

/** What V8 has by itself, in bytes of bytecode. */
const OWN = 67_584;

/** Whether this V8 has no tier between its baseline code and its optimised code. */
const LACKS_MIDDLE_TIER = process.versions.v8.startsWith("11.");

/**
 * Lets V8 wait longer before it optimises a function: a million bytes of bytecode instead of 66 KiB. Judging manifests
 * runs over many functions, each called some thousand times; versions without a middle tier (before 12) spend as long on
 * optimising them as on running them, in every thread anew, and hold up a keystroke now and then. What is really hot is
 * optimised all the same. Does nothing in other versions.
 */
export function raiseInterruptBudget(): void {
  if (LACKS_MIDDLE_TIER) setFlagsFromString("--interrupt-budget=1000000");
}

/** Gives V8 its own measure back, for work that is long enough to pay for optimising. */
export function restoreInterruptBudget(): void {
  if (LACKS_MIDDLE_TIER) setFlagsFromString(`--interrupt-budget=${OWN}`);
}
