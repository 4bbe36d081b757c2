import type { Waiver } from "../engine/policy/configuration";

/** Which waivers cover something, as far as that is known. */
export interface UsedWaivers {
  /** The waivers that cover a finding, once every file has been judged; `undefined` before. */
  known(): ReadonlySet<Waiver> | undefined;
  /** Takes what judging every file has shown. */
  set(used: ReadonlySet<Waiver>): void;
}

/** Starts with nothing known. */
export function createUsedWaivers(): UsedWaivers {
  let used: ReadonlySet<Waiver> | undefined;
  return {
    known: () => used,
    set(next) {
      used = next;
    },
  };
}
