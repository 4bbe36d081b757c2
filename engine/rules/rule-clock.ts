import type { RuleId } from "./rule";

/** Measures what single rules cost. The engine has no clock of its own: whoever wants to know brings one. */
export interface RuleClock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Told how long one check of a rule took. */
  add(rule: RuleId, milliseconds: number): void;
}

let clock: RuleClock | undefined;

/** Measures every check from now on; `undefined` stops measuring. */
export function setRuleClock(next: RuleClock | undefined): void {
  clock = next;
}

/** Runs a check of a rule and measures it, where somebody measures. */
export function runCheck(rule: RuleId, check: () => void): void {
  if (!clock) {
    check();
    return;
  }
  const start = clock.now();
  check();
  clock.add(rule, clock.now() - start);
}

/** Whether somebody measures. */
export function isMeasured(): boolean {
  return clock !== undefined;
}
